/** Tone and icon of each state of a payout. */
export const payoutMarks = {
  requested: ['wait', 'hourglass'],
  cancelled: ['wait', 'ban'],
  rejected: ['bad', 'circle-x'],
  approved: ['busy', 'loader-circle'],
  submitted: ['busy', 'loader-circle'],
  confirmed: ['ok', 'circle-check'],
  failed: ['bad', 'circle-x'],
  unknown: ['busy', 'circle-alert'],
} as const
