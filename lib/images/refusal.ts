/** Why a file cannot become a photo on sale: each is a message key under `ingest`, a sentence that says what is wrong and what to do. */
export const refusalKeys = [
  'notAnImage',
  'wrongType',
  'truncated',
  'damaged',
  'tooSmall',
  'tooBig',
  'tooManyPixels',
  'tooHeavy',
  'timeout',
  'duplicate',
  'duplicateElsewhere',
  'missing',
  'notCleanable',
  'trouble',
] as const
export type RefusalKey = (typeof refusalKeys)[number]

/** The file itself is at fault: trying again would end the same way. */
export class Refusal extends Error {
  constructor(readonly key: RefusalKey) {
    super(`refused: ${key}`)
    this.name = 'Refusal'
  }
}
