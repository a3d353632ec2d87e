/** How the next calls of Resend's API go wrong: no answer, an error, too many requests, or `lost`: taken, but the answer never arrives. */
type Fault = true | '500' | '429' | 'lost'

/** Faults set by tests through POST /_dials. */
export function makeDials() {
  let [fault, left]: [Fault | false, number] = [false, 0]
  return {
    /** The new setting, or null when it is none: `{"down": true|"500"|"429"|"lost"|false, "times": n}`, without `times` until further notice. */
    set(wish: unknown) {
      if (typeof wish !== 'object' || wish === null || !('down' in wish)) return null
      const { down, times = Number.POSITIVE_INFINITY } = wish as { down: unknown; times?: unknown }
      if (typeof times !== 'number' || !isFault(down)) return null
      ;[fault, left] = [down, times]
      return { down, times: Number.isFinite(times) ? times : null }
    },
    /** The fault this call suffers. */
    take() {
      if (!fault || left <= 0) return false
      left--
      return fault
    },
  }
}

const isFault = (value: unknown): value is Fault | false => [true, false, '500', '429', 'lost'].includes(value as string)
