/** What came back from CinetPay: a JSON object with its HTTP status, or why there is none. */
export type Reply = { status: number; body: Record<string, unknown> } | { fault: string }

export const answerLimitMs = 10_000

/** One HTTP call, at most 10 s with its body. Never throws: no line, a time-out, HTTP 429 or 5xx, a redirect and anything but a JSON object are a `fault`. */
export async function callCinetpay(address: string, init: RequestInit): Promise<Reply> {
  const headers = new Headers(init.headers)
  headers.set('user-agent', 'Pouire/1.0') // Without one, CinetPay's edge answers 1010.
  headers.set('accept', 'application/json')
  try {
    const response = await fetch(address, { ...init, headers, cache: 'no-store', redirect: 'manual', signal: AbortSignal.timeout(answerLimitMs) })
    const text = await response.text()
    if (response.status === 429 || response.status >= 500 || (response.status >= 300 && response.status < 400)) return { fault: `HTTP ${response.status}` }
    const body: unknown = JSON.parse(text)
    if (typeof body !== 'object' || body === null || Array.isArray(body)) return { fault: `HTTP ${response.status} with JSON that is no object` }
    return { status: response.status, body: body as Record<string, unknown> }
  } catch (error) {
    // fetch fails with TypeError (no line), AbortSignal with TimeoutError, JSON.parse with SyntaxError: the provider's troubles, not ours.
    const ours = !(error instanceof TypeError || error instanceof SyntaxError || (error instanceof DOMException && error.name === 'TimeoutError'))
    if (ours) throw error
    return { fault: `${error.name}: ${error.message}` }
  }
}

/** The value as trimmed text; '' for anything that is neither text nor number. A code 0 stays `0` and is not `00`. */
export function asText(value: unknown): string {
  return typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : ''
}

/** Whole francs from `"300"`, `300` or `"300.0"`; null for anything else, a fraction included. */
export function readXof(value: unknown): number | null {
  const match = /^(\d{1,12})(?:\.0+)?$/.exec(asText(value))
  return match ? Number(match[1]) : null
}

/** `2026-11-22 10:15:30`, taken as UTC (Abidjan's time), as an ISO string; null when empty or no date. */
export function readTime(value: unknown): string | null {
  const match = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)$/.exec(asText(value))
  const at = match ? new Date(`${match[1]}T${match[2]}Z`) : null
  return at && !Number.isNaN(at.getTime()) ? at.toISOString() : null
}
