/** How an original was cut: pieces of `tilePx`, those at the right and lower edges as small as what is left. */
export type Tiling = { tilePx: number; columns: number; rows: number; widthPx: number; heightPx: number }
/** A window on the original, in its pixels. */
export type View = { x: number; y: number; width: number; height: number }

/** The window kept over the picture; where the picture is smaller, in its middle. */
export function keepInside(view: View, { widthPx, heightPx }: Pick<Tiling, 'widthPx' | 'heightPx'>): View {
  const along = (start: number, seen: number, whole: number) => (seen >= whole ? (whole - seen) / 2 : Math.min(whole - seen, Math.max(0, start)))
  return { ...view, x: along(view.x, view.width, widthPx), y: along(view.y, view.height, heightPx) }
}

/** The tiles this window touches, and no others, as `row/column`. */
export function tilesIn(view: View, { tilePx, columns, rows }: Tiling): string[] {
  const range = (start: number, seen: number, count: number) => {
    const first = Math.max(0, Math.floor(start / tilePx))
    const last = Math.min(count - 1, Math.ceil((start + seen) / tilePx) - 1)
    return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index)
  }
  return range(view.y, view.height, rows).flatMap((row) => range(view.x, view.width, columns).map((column) => `${row}/${column}`))
}

/** Where a tile lies on the original, in its pixels. */
export function tilePlace(tile: string, { tilePx, widthPx, heightPx }: Tiling): View {
  const [row = 0, column = 0] = tile.split('/').map(Number)
  return { x: column * tilePx, y: row * tilePx, width: Math.min(tilePx, widthPx - column * tilePx), height: Math.min(tilePx, heightPx - row * tilePx) }
}
