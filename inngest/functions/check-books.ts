import { inngest } from '@/inngest/client'
import { expected } from '@/inngest/expected'
import { checkBooks } from '@/lib/desk/check-books'
import { log } from '@/lib/log'

/** Each night: all thirteen invariants. What is broken is logged as an error and fails the run, where staff see it. */
export const checkBooksJob = inngest.createFunction(
  { id: 'check-books', triggers: [{ cron: '30 3 * * *' }], concurrency: { limit: 1 }, retries: 0 },
  ({ step }) =>
    step.run('check-books', () =>
      expected(async () => {
        const broken = (await checkBooks()).filter((invariant) => invariant.broken > 0)
        for (const { number, name, rows } of broken) log().error({ number, name, rows: rows.slice(0, 20) }, 'the books are broken')
        if (broken.length) throw new Error(`The books are broken: ${broken.map(({ number }) => number).join(', ')}.`)
        return { broken: 0 }
      }),
    ),
)
