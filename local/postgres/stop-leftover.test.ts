import { expect, test } from 'vitest'
import { startedBy } from './stop-leftover'

test('a server of process 12345 is not one of process 1 or 123', () => {
  // An orphan's parent becomes process 1: found by mistake, its data would be called in use for ever.
  for (const other of [1, 123, 2345]) expect(startedBy(12_345)).not.toContain(startedBy(other))
  expect(startedBy(12_345)).toContain(startedBy(12_345))
})
