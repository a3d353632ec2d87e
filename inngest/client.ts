import { Inngest } from 'inngest'

/** The SDK reads its keys and addresses from the environment by itself, when it sends or serves. The ids are part of every function's name: changing one strands running jobs. */
export const inngest = new Inngest({ id: 'pouire' })
/** Image work, served by inngest/worker.ts from a process of its own. */
export const ingest = new Inngest({ id: 'pouire-ingest' })
