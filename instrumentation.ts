import type { Instrumentation } from 'next'

/** Checks the configuration before the first request, and runs the relay beside the server. */
export async function register() {
  // Literal comparison: the bundler drops the rest from the edge build by it.
  if (process.env.NEXT_RUNTIME === 'nodejs') {
    const { boot } = await import('./inngest/boot')
    boot()
  }
}

/** A page that threw is logged under the request id and digest its reader is shown, and without people's data. */
export const onRequestError: Instrumentation.onRequestError = async (error, request, context) => {
  if (process.env.NEXT_RUNTIME === 'nodejs') {
    const [{ log }, { factsOf }] = await Promise.all([import('./lib/log'), import('./lib/fault-facts')])
    const requestId = [request.headers['x-request-id']].flat()[0]
    const digest = typeof error === 'object' && error !== null && 'digest' in error ? error.digest : undefined
    log().error({ msg: 'request failed', requestId, digest, path: request.path.split('?')[0], route: context.routePath, ...factsOf(error) })
  }
}
