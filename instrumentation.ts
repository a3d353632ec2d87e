/** Checks the configuration before the first request, and runs the relay beside the server. */
export async function register() {
  // Literal comparison: the bundler drops the rest from the edge build by it.
  if (process.env.NEXT_RUNTIME === 'nodejs') {
    const { boot } = await import('./inngest/boot')
    boot()
  }
}
