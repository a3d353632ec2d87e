import { expect, test, vi } from 'vitest'
import { readSent, readTransfer } from './cinetpay-transfers'

vi.mock('@/lib/env', () => ({ env: () => ({}) }))

const item = { client_transaction_id: 'P-1', transaction_id: 'EA1', lot: '7', treatment_status: 'NEW', code: 0 }

test('sent: nested once or twice, code 0 as number or text', () => {
  const sent = { outcome: 'sent', providerId: 'EA1', lot: '7' }
  expect(readSent({ code: 0, data: [[item]] })).toEqual(sent)
  expect(readSent({ code: '0', data: [item] })).toEqual(sent)
})

test.each([
  [{ code: '602', message: 'INSUFFICIENT_BALANCE' }, 'refused'],
  [{ code: '724' }, 'refused'],
  [{ code: 0, data: [[{ ...item, code: '725', transaction_id: undefined }]] }, 'refused'],
  [{ code: '805' }, 'duplicate'],
  [{ code: '999' }, 'unknown'],
  [{ code: '710', message: 'execution' }, 'unknown'],
  [{ code: 0, data: [] }, 'unknown'],
  [{}, 'unknown'],
])('%j is %s', (body, outcome) => {
  expect(readSent(body as Record<string, unknown>).outcome).toBe(outcome)
})

test.each([
  ['VAL', 'confirmed'],
  ['REJ', 'rejected'],
  ['NEW', 'pending'],
  ['REC', 'pending'],
  ['NOS', 'pending'],
  ['OTHER', 'pending'],
])('treatment status %s is %s', (treatment_status, verdict) => {
  expect(readTransfer({ code: 0, data: [{ ...item, treatment_status, amount: '5000', validated_at: '2026-10-01 08:00:00' }] })).toMatchObject({
    verdict,
    amountXof: 5_000,
    providerId: 'EA1',
    validatedAt: '2026-10-01T08:00:00.000Z',
  })
})

test('absent only when the provider says so; anything else could not be asked', () => {
  expect(readTransfer({ code: '723', message: 'NOT_FOUND' }).verdict).toBe('absent')
  expect(readTransfer({ code: '702' }).verdict).toBe('unavailable')
  expect(readTransfer({ code: 0, data: [] }).verdict).toBe('unavailable')
})
