import { cpus } from 'node:os'
import { photo24mp, unsent } from './material'
import { type Measure, type Target, told } from './measure'
import { cpuSecondsOf } from './processes'
import { aSender } from './sender'

const PHOTOS = 24
export const CONCURRENCY = 2

/** 24 MP photos per minute and core when two are worked on at once and more wait; all of Pouire and its stand-ins share the machine. */
export async function measureThroughput(target: Target): Promise<Measure[]> {
  const sender = await aSender(target)
  const photo = await photo24mp()
  const photoIds: string[] = []
  for (let sent = 0; sent < PHOTOS; sent++) photoIds.push(await sender.send(unsent(photo)))
  const spent = cpuSecondsOf(target.workerPid)
  const began = performance.now()
  await Promise.all(photoIds.map((photoId) => sender.complete(photoId)))
  for (const photoId of photoIds) await sender.untilReady(photoId)
  const minutes = (performance.now() - began) / 60_000
  const cpuSeconds = (cpuSecondsOf(target.workerPid) - spent) / PHOTOS
  const cores = Math.min(CONCURRENCY, cpus().length)
  return [
    told('ingest.throughput', PHOTOS / minutes / cores, 'photos/min/core', `${PHOTOS} photos of 24 MP, ${CONCURRENCY} at once`),
    told('ingest.cpu_s', cpuSeconds, 's/photo', 'CPU seconds of the worker and its children for one photo of 24 MP, metadata and delivery copy included'),
  ]
}
