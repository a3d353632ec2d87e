import { env } from '@/lib/env'
import { factsOf, withoutData } from '@/lib/fault-facts'
import { log } from '@/lib/log'
import { runRelay } from './relay'

/** The process goes on only with a whole configuration; the relay runs until SIGTERM. */
export function boot() {
  try {
    env()
  } catch (error) {
    // Throwing here would leave a server that answers 500 to everything: the process must end, and say why.
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    process.exit(1)
  }
  // Next prints what a page threw by itself, a failed query with all its parameters: people's data must not reach the log that way.
  const print = console.error
  console.error = (...parts: unknown[]) => print(...parts.map(withoutData))
  const stop = runRelay()
  process.once('SIGTERM', () => void stop().catch((error) => log().warn(factsOf(error), 'relay stopped late')))
}
