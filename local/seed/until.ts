import { setTimeout as wait } from 'node:timers/promises'

/** Asks until there is an answer. Gives up after five minutes, with a sentence naming what was waited for. */
export async function until<T>(what: string, ask: () => Promise<T | null | false | undefined>): Promise<T> {
  const giveUp = Date.now() + 300_000
  for (;;) {
    const answer = await ask()
    if (answer) return answer
    if (Date.now() > giveUp) throw new Error(`Waited five minutes in vain: ${what}.`)
    await wait(150)
  }
}
