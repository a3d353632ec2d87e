import { ornament } from '@/lib/brand'

/** The band, for the home page (`page`) and empty states (`short`) only. Of several lengths, so that it is never cut and hardly stretched. */
export function Ornament({ length = 'page', className = '' }: { length?: 'page' | 'short'; className?: string }) {
  if (length === 'short') {
    return (
      <div aria-hidden className={`h-4 max-w-[408px] text-ochre ${className}`}>
        <Band tiles={3} className="" />
      </div>
    )
  }
  return (
    <div aria-hidden className={`h-4 text-ochre ${className}`}>
      <Band tiles={2} className="sm:hidden" />
      <Band tiles={5} className="hidden sm:block lg:hidden" />
      <Band tiles={10} className="hidden lg:block" />
    </div>
  )
}

function Band({ tiles, className }: { tiles: number; className: string }) {
  const id = `ornament-${tiles}`
  const width = ornament.width * tiles + ornament.zigzagWidth
  return (
    <svg
      aria-hidden="true"
      viewBox={`-1 0 ${width + 2} ${ornament.height}`}
      className={`h-4 w-full ${className}`}
      preserveAspectRatio="none"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.25}
    >
      <defs>
        <g id={id}>
          <path d={ornament.tile} />
          {ornament.dots.map(([x, y]) => (
            <circle key={`${x}-${y}`} cx={x} cy={y} r={1} fill="currentColor" stroke="none" />
          ))}
        </g>
      </defs>
      {Array.from({ length: tiles }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a fixed row of equal tiles.
        <use key={index} href={`#${id}`} x={index * ornament.width} />
      ))}
      <path d={ornament.zigzag} transform={`translate(${ornament.width * tiles})`} />
    </svg>
  )
}
