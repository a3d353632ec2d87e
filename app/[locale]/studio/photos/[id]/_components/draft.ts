/** The form's fields as they would be posted; names that end in `[]` hold lists. */
export type Fields = Record<string, string | string[]>
export type Draft = { fields: Fields; version: string; at: string }

const keyOf = (photoId: string) => `pouire.draft.${photoId}`

/** What the form holds now, without what React and the buttons add, and without the version, which is not typed. */
export function fieldsOf(form: HTMLFormElement): Fields {
  const data = new FormData(form)
  const names = [...new Set(data.keys())].filter((name) => !name.startsWith('$ACTION_') && !['intent', 'version'].includes(name))
  return Object.fromEntries(names.map((name) => [name, name.endsWith('[]') ? data.getAll(name).map(String) : String(data.get(name))]))
}

export const isSame = (one: Fields, other: Fields) => {
  const flat = (fields: Fields) => JSON.stringify(Object.entries(fields).toSorted(([a], [b]) => (a < b ? -1 : 1)))
  return flat(one) === flat(other)
}

/** What was typed stays on this device until the server has it. Where the browser keeps nothing (private windows, full), it is not kept. */
export function keepDraft(photoId: string, draft: Draft) {
  withStore((store) => store.setItem(keyOf(photoId), JSON.stringify(draft)))
}

export function dropDraft(photoId: string) {
  withStore((store) => store.removeItem(keyOf(photoId)))
}

/** What was left on this device for the photo; null when nothing was, or nothing one can read. */
export function readDraft(photoId: string): Draft | null {
  const text = withStore((store) => store.getItem(keyOf(photoId)))
  if (!text) return null
  try {
    const draft = JSON.parse(text) as Partial<Draft>
    return draft.fields && typeof draft.version === 'string' && typeof draft.at === 'string' ? (draft as Draft) : null
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

function withStore<T>(use: (store: Storage) => T): T | null {
  try {
    return use(window.localStorage)
  } catch (error) {
    if (error instanceof DOMException) return null // Refused, or full.
    throw error
  }
}
