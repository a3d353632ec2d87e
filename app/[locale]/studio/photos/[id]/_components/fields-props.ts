import type { EditWords } from './edit-words'
import type { PhotoValues } from './photo-values'

/** What every part of the form is given: what its fields begin with, what is wrong with them, and its sentences. */
export type FieldsProps = { typed: PhotoValues; fields: Record<string, string>; words: EditWords }
