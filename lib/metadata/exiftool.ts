import { ExifTool } from 'exiftool-vendored'
import { env } from '@/lib/env'

let started: ExifTool | undefined

/** ExifTool kept open, a process or two; one that dies loses the photo at hand and is replaced. */
export function exiftool(): ExifTool {
  started ??= new ExifTool({ taskTimeoutMillis: 20_000, maxProcs: env().INGEST_CONCURRENCY, taskRetries: 0 })
  return started
}

/** ExifTool's processes have ended. */
export async function closeExiftool() {
  await started?.end()
  started = undefined
}

/** Every tag of a file under `<group>:<tag>`; a fault of the file is a tag too. */
export async function readTags(path: string, args: string[]): Promise<Record<string, unknown>> {
  return { ...(await exiftool().readRaw(path, { readArgs: ['-G1', ...args] })) }
}
