const WINDOW_MS = 10_000

/** Bytes a second over the last ten seconds; 0 until there is enough to go by. */
export function makeSpeed(clock = Date.now) {
  let samples: { at: number; bytes: number }[] = []
  return {
    add: (bytes: number) => {
      const at = clock()
      samples = [...samples.filter((sample) => sample.at > at - WINDOW_MS), { at, bytes }]
    },
    now: () => {
      const at = clock()
      const recent = samples.filter((sample) => sample.at > at - WINDOW_MS)
      const since = at - (recent[0]?.at ?? at)
      return since < 1_000 ? 0 : (recent.reduce((sum, { bytes }) => sum + bytes, 0) * 1000) / since
    },
  }
}
