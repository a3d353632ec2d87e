import { startInngest } from './start-inngest'

/** The executor as a process of its own: its options as one JSON argument; prints its address, stops on SIGTERM or SIGINT. */
const [text] = process.argv.slice(2)
if (!text) throw new Error('usage: main.ts \'{"port":0,"databaseUrl":"…","signingKey":"…","eventKey":"…","apps":["…"]}\'')
const inngest = await startInngest(JSON.parse(text))
process.stdout.write(`${inngest.url}\n`)
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => inngest.close().then(() => process.exit(0)))
