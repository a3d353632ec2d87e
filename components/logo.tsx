import { mark, wordmark } from '@/lib/brand'

/** The mark alone, or with the word. All in one colour on pictures (`plain`). Decoration: the link around it has the name. */
export function Logo({ height = 28, word = true, plain = false, className = '' }: { height?: number; word?: boolean; plain?: boolean; className?: string }) {
  const accent = plain ? undefined : 'fill-terracotta'
  return (
    <span className={`inline-flex items-end ${className}`}>
      <svg aria-hidden="true" width={height} height={height} viewBox="0 0 24 24" fill="currentColor">
        <path d={mark.corners} />
        <path d={mark.lozenge} fillRule="evenodd" className={accent} />
      </svg>
      {word && (
        <svg
          aria-hidden="true"
          height={height}
          viewBox={wordmark.viewBox}
          fill="currentColor"
          className="overflow-visible"
          style={{ marginLeft: height * 0.33, width: (height * 92) / 25.6 }}
        >
          <path d={wordmark.word} />
          <path d={wordmark.dot} className={accent} />
        </svg>
      )}
    </span>
  )
}
