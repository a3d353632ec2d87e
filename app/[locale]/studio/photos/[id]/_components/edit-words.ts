import type studio from '@/messages/fr/studio.json'

/** The sentences of the edit page; holes in them are filled with `fill`. */
export type EditWords = (typeof studio)['edit']
export type ReleaseWords = (typeof studio)['releases']
