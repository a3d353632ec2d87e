/** The words of a list written by hand, each once. */
export const tagsIn = (text: string) => [
  ...new Set(
    text
      .split(/[,;\n]/)
      .map((tag) => tag.trim().replace(/\s+/g, ' ').toLowerCase())
      .filter(Boolean),
  ),
]
