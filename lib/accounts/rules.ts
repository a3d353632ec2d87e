/**
 * 1. One living account an address, however it is spelt.
 * 2. Nobody sells before an admin who is somebody else has approved the application.
 * 3. A refused application may be sent again.
 */

import type { schema } from '@/db'
import type { Machine } from '@/lib/audit/machine'

type PhotographerStatus = (typeof schema.photographerStatus.enumValues)[number]

export const photographerMachine: Machine<PhotographerStatus, 'approve' | 'reject' | 'apply_again'> = {
  approve: { from: ['applied'], to: 'approved' },
  reject: { from: ['applied'], to: 'rejected' },
  apply_again: { from: ['rejected'], to: 'applied' },
}

/** The public name in an address: `aissata-kone`. At least two letters or digits, 34 at most. */
export const handleFrom = (name: string) =>
  name
    .normalize('NFD')
    .toLowerCase()
    .replace(/[\u0300-\u036f’']/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 34)
    .replace(/^-+|-+$/g, '')
