import { photo24mp, unsent } from './material'
import { atMost, type Measure, median, type Target } from './measure'
import { aSender } from './sender'

const ROUNDS = 7

/** Seconds from the browser's word that a 24 MP photo is sent to its preview being there, with nothing else to do. The first round, which warms things up, is not counted. */
export async function measureReady(target: Target): Promise<Measure[]> {
  const sender = await aSender(target)
  const photo = await photo24mp()
  const seconds: number[] = []
  for (let round = 0; round <= ROUNDS; round++) {
    const photoId = await sender.send(unsent(photo))
    const began = performance.now()
    await sender.complete(photoId)
    await sender.untilReady(photoId)
    if (round > 0) seconds.push((performance.now() - began) / 1000)
  }
  return [atMost('ingest.24mp.ready_s', median(seconds), 's', 3, `median of ${ROUNDS}; slowest ${Math.max(...seconds).toFixed(2)} s`)]
}
