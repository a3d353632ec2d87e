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
