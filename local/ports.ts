import { createServer } from 'node:net'

const taken = new Set<number>()

/** `preferred` if it is free on 127.0.0.1, else another, and a word about it. 0 always takes another. */
export async function choosePort(preferred: number, what: string, say: (line: string) => void): Promise<number> {
  if (preferred && !taken.has(preferred) && (await isFree(preferred))) return keep(preferred)
  for (;;) {
    const port = await anyPort()
    if (taken.has(port)) continue
    if (preferred) say(`Port ${preferred} is taken: ${what} is on ${port}.`)
    return keep(port)
  }
}

function keep(port: number) {
  taken.add(port)
  return port
}

const isFree = (port: number) =>
  new Promise<boolean>((answer) => {
    const probe = createServer()
    probe.once('error', () => answer(false))
    probe.listen(port, '127.0.0.1', () => probe.close(() => answer(true)))
  })

const anyPort = () =>
  new Promise<number>((answer, fail) => {
    const probe = createServer()
    probe.once('error', fail)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => (address && typeof address === 'object' ? answer(address.port) : fail(new Error('no free port'))))
    })
  })
