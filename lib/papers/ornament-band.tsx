import { Circle, G, Path, Svg } from '@react-pdf/renderer'
import { colours, ornament } from '@/lib/brand'

const TILES = 6
const width = ornament.width * TILES + ornament.zigzagWidth

/** The ornament over the width of an A4 page's text: whole tiles, and a zigzag to end as it began. */
export function OrnamentBand({ style }: { style?: { marginTop: number } }) {
  const stroke = { stroke: colours.ochre, strokeWidth: 1.25, fill: 'none' }
  return (
    <Svg width="100%" height={10.3} viewBox={`-1 0 ${width + 2} ${ornament.height}`} style={style}>
      {Array.from({ length: TILES }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a fixed row of equal tiles.
        <G key={index} transform={`translate(${index * ornament.width} 0)`}>
          <Path d={ornament.tile} {...stroke} />
          {ornament.dots.map(([x, y]) => (
            <Circle key={`${x}-${y}`} cx={x} cy={y} r={1} fill={colours.ochre} />
          ))}
        </G>
      ))}
      <G transform={`translate(${TILES * ornament.width} 0)`}>
        <Path d={ornament.zigzag} {...stroke} />
      </G>
    </Svg>
  )
}
