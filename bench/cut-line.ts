import { connect, createServer, type Socket } from 'node:net'

/** What went over the line to the store: each PUT of a part, its bytes, and whether the store said it is whole. */
export type Sent = { part: number; bytes: number; isStored: boolean; isOver: boolean }

/** A TCP proxy before a server that can be cut like a cable. It reads the parts' requests as they pass. */
export async function startCutLine(to: URL, onBytes: () => void = () => {}) {
  const sent: Sent[] = []
  const sockets = new Set<Socket>()
  let isCut = false
  const server = createServer((browser) => {
    if (isCut) return browser.destroy()
    const upstream = connect(Number(to.port), to.hostname)
    let current: Sent | null = null
    let headLeft = ''
    browser.on('data', (chunk) => {
      upstream.write(chunk)
      const start = /^PUT \S*[?&]partNumber=(\d+)\S* HTTP/.exec(chunk.subarray(0, 4_096).toString('latin1')) // A browser begins a request when the answer to the last one has come.
      if (start) {
        current = { part: Number(start[1]), bytes: 0, isStored: false, isOver: false }
        sent.push(current)
        headLeft = 'head'
      } else if (/^(?:GET|POST|OPTIONS|HEAD|DELETE) \S+ HTTP/.test(chunk.subarray(0, 4_096).toString('latin1'))) current = null
      if (!current) return
      const endOfHead = headLeft ? chunk.indexOf('\r\n\r\n') : -4
      if (endOfHead === -1) return // The rest of the head is in the next chunk.
      headLeft = ''
      current.bytes += chunk.length - (endOfHead + 4)
      onBytes()
    })
    upstream.on('data', (chunk) => {
      if (current && /^HTTP\/1\.1 \d/.test(chunk.subarray(0, 16).toString('latin1'))) {
        current.isStored = chunk.subarray(9, 12).toString('latin1') === '200'
        current.isOver = true
      }
      browser.write(chunk)
    })
    for (const [one, other] of [
      [browser, upstream],
      [upstream, browser],
    ] as const) {
      sockets.add(one)
      one.on('error', () => other.destroy()) // A reset is what this line is for.
      one.on('close', () => {
        sockets.delete(one)
        if (current) current.isOver = true
        other.destroy()
      })
    }
  })
  await new Promise<void>((listening, fail) => server.once('error', fail).listen(0, '127.0.0.1', listening))
  const address = server.address()
  if (!address || typeof address === 'string') throw new Error('The line listens on no port.')
  return {
    port: address.port,
    sent,
    /** Every connection breaks in the middle of what it carries; none is let through until it is mended. */
    cut: () => {
      isCut = true
      for (const socket of sockets) socket.resetAndDestroy()
    },
    mend: () => {
      isCut = false
    },
    stop: async () => {
      for (const socket of sockets) socket.destroy()
      await new Promise((closed) => server.close(closed))
    },
  }
}
