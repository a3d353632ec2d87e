import { StatusMark } from '@/components/status-mark'

const marks = {
  pending: ['wait', 'hourglass'],
  paid: ['ok', 'circle-check'],
  completed: ['ok', 'circle-check'],
  expired: ['wait', 'clock'],
  cancelled: ['wait', 'ban'],
  refund_due: ['bad', 'circle-alert'],
  partly_refunded: ['wait', 'refresh-cw'],
  refunded: ['wait', 'refresh-cw'],
} as const

/** An order's state, in the words of the page it stands on. */
export function OrderMark({ status, words }: { status: keyof typeof marks; words: string }) {
  const [tone, icon] = marks[status]
  return (
    <StatusMark tone={tone} icon={icon}>
      {words}
    </StatusMark>
  )
}
