import { expect, test } from 'vitest'
import { keepInside, tilePlace, tilesIn } from './tiles'

const tiling = { tilePx: 512, columns: 3, rows: 2, widthPx: 1300, heightPx: 700 }

test('only the tiles that are seen are asked for', () => {
  expect(tilesIn({ x: 0, y: 0, width: 512, height: 512 }, tiling)).toEqual(['0/0'])
  expect(tilesIn({ x: 1, y: 0, width: 512, height: 512 }, tiling)).toEqual(['0/0', '0/1'])
  expect(tilesIn({ x: 500, y: 500, width: 100, height: 100 }, tiling)).toEqual(['0/0', '0/1', '1/0', '1/1'])
})

test('a window larger than the picture sees all of it and asks for nothing outside', () => {
  const view = keepInside({ x: 300, y: -40, width: 2000, height: 1000 }, tiling)
  expect(view).toEqual({ x: -350, y: -150, width: 2000, height: 1000 })
  expect(tilesIn(view, tiling)).toEqual(['0/0', '0/1', '0/2', '1/0', '1/1', '1/2'])
})

test('the window stops at the edges', () => {
  expect(keepInside({ x: 9_999, y: -5, width: 400, height: 300 }, tiling)).toEqual({ x: 900, y: 0, width: 400, height: 300 })
})

test('tiles at the edges are as small as what is left', () => {
  expect(tilePlace('0/0', tiling)).toEqual({ x: 0, y: 0, width: 512, height: 512 })
  expect(tilePlace('1/2', tiling)).toEqual({ x: 1024, y: 512, width: 276, height: 188 })
})
