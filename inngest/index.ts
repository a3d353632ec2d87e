import type { InngestFunction } from 'inngest'

/** Every job the web app serves. The image worker serves its own: see worker.ts. */
export const functions: InngestFunction.Any[] = []
