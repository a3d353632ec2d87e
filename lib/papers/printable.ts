const UNWRITABLE = /[^\p{sc=Latin}\p{sc=Greek}\p{sc=Cyrillic}\p{sc=Arabic}\p{sc=Nko}\p{sc=Tifinagh}\p{M}\u0020-\u007e\u00a0-\u00ff\u2000-\u206f₦₵−]/gu

/** Text as our fonts can write it: line ends become spaces, and a character of no known script a question mark. */
export const printable = (text: string) => text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').replace(UNWRITABLE, '?')
