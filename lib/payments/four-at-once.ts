/** `work` was done for each of `all`, four at a time; one that fails does not keep the others from it. Gives the results; throws what failed, together, as `1 of 2 …`. */
export async function fourAtOnce<T, R>(all: readonly T[], work: (one: T) => Promise<R>, couldNot: string): Promise<R[]> {
  const queue = [...all]
  const results: R[] = []
  const failures: unknown[] = []
  const take = async () => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      try {
        results.push(await work(next))
      } catch (error) {
        failures.push(error)
      }
    }
  }
  await Promise.all(Array.from({ length: 4 }, take))
  if (failures.length) throw new AggregateError(failures, `${failures.length} of ${all.length} ${couldNot}.`)
  return results
}
