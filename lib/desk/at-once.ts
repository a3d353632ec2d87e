/** What `work` gives for each of `all`, eight at a time, in no order. */
export async function eightAtOnce<T, R>(all: T[], work: (one: T) => Promise<R[]>): Promise<R[]> {
  const queue = [...all]
  const found: R[] = []
  const take = async () => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) found.push(...(await work(next)))
  }
  await Promise.all(Array.from({ length: 8 }, take))
  return found
}
