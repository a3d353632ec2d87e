/** Text in the display font, whose file has no U+202F: the narrow space gets the breadth it needs. */
export function Words({ children }: { children: string }) {
  const parts = children.split('\u202f')
  return parts.map((part, index) =>
    index === 0 ? (
      part
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: parts of one fixed sentence never move.
      <span key={index}>
        <span className="narrow-space">{'\u202f'}</span>
        {part}
      </span>
    ),
  )
}
