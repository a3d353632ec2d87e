/** Does what is due and tells in how many milliseconds the next is, or null for nothing. */
export type DueTask = () => Promise<number | null>

const longestSleepMs = 60_000

/** Runs the tasks one after the other: now, whenever one of them is next due, and at each `wake()`. What is owed is read from the database, so a killed process carries on. */
export function startWorker(tasks: DueTask[], log: (line: string) => void) {
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> | null = null
  let wanted = false
  let closed = false

  async function runOnce() {
    try {
      const dues: (number | null)[] = []
      for (const task of tasks) dues.push(await task()) // In order: a transfer that ends leaves a notification for the next task.
      const nextMs = Math.min(longestSleepMs, ...dues.filter((due) => due !== null))
      clearTimeout(timer)
      if (!closed) timer = setTimeout(wake, Math.max(0, nextMs))
    } catch (error) {
      // Postgres may be restarting: nothing is lost, since what is due stays in its table.
      log(`cinetpay: the worker tries again in a second: ${error instanceof Error ? error.message : error}`)
      clearTimeout(timer)
      if (!closed) timer = setTimeout(wake, 1_000)
    }
  }

  async function loop() {
    while (wanted && !closed) {
      wanted = false
      await runOnce()
    }
    running = null
  }

  function wake() {
    if (closed) return
    wanted = true
    running ??= loop()
  }

  return {
    wake,
    async close() {
      closed = true
      clearTimeout(timer)
      await running
    },
  }
}
