import { setTimeout as wait } from 'node:timers/promises'
import { photo50mp, unsent } from './material'
import { atMost, type Measure, type Target, told } from './measure'
import { memoryOf } from './processes'
import { aSender } from './sender'

const PHOTOS = 6
const MB = 1_000_000

/** The most memory the worker and its children held together while they took in photos of 50 MP, two at once. */
export async function measureMemory(target: Target): Promise<Measure[]> {
  const sender = await aSender(target)
  const photo = await photo50mp()
  const photoIds: string[] = []
  for (let sent = 0; sent < PHOTOS; sent++) photoIds.push(await sender.send(unsent(photo)))

  const peak = { tree: 0, treePss: 0, worker: 0, child: 0, parts: '' }
  const look = () => {
    const seen = memoryOf(target.workerPid)
    const tree = seen.reduce((sum, { rssBytes }) => sum + rssBytes, 0)
    if (tree > peak.tree) peak.parts = seen.map(({ name, rssBytes }) => `${name} ${Math.round(rssBytes / MB)}`).join(' + ')
    peak.tree = Math.max(peak.tree, tree)
    peak.treePss = Math.max(
      peak.treePss,
      seen.reduce((sum, { pssBytes }) => sum + pssBytes, 0),
    )
    for (const { pid, rssBytes } of seen) {
      if (pid === target.workerPid) peak.worker = Math.max(peak.worker, rssBytes)
      else peak.child = Math.max(peak.child, rssBytes)
    }
  }
  let done = false
  const watching = (async () => {
    while (!done) {
      look()
      await wait(30)
    }
  })()
  await Promise.all(photoIds.map((photoId) => sender.complete(photoId)))
  for (const photoId of photoIds) await sender.untilReady(photoId)
  done = true
  await watching
  return [
    atMost('ingest.rss_mb', peak.treePss / MB, 'MB', 600, 'worker, drawing processes and exiftool together, a page they share counted once'),
    told('ingest.rss_added_mb', peak.tree / MB, 'MB', `each one's RSS added up, shared pages in each: ${peak.parts}`),
    told('ingest.rss_worker_mb', peak.worker / MB, 'MB', 'RSS of the worker process alone'),
    told('ingest.rss_child_mb', peak.child / MB, 'MB', 'RSS of the largest of its children'),
  ]
}
