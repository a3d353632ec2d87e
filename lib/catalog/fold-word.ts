/** What a word is known by in addresses: lower case, no accents, letters and digits joined by hyphens. Empty when nothing of that is left. */
export const foldWord = (word: string) =>
  word
    .replace(/œ/gi, 'oe')
    .replace(/æ/gi, 'ae')
    .replace(/ß/g, 'ss')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')

/** What spellings of one word share, from the folded word: no hyphens, and no s or x of a French plural (`grands-marches` and `grand-marche`: `grandmarche`). Words of three letters keep theirs. */
export const stemOf = (slug: string) => slug.replace(/([^-]{3})s(?=-|$)|([aeo]u)x(?=-|$)/g, '$1$2').replaceAll('-', '')
