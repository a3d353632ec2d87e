import { StatusMark } from '@/components/status-mark'

const marks = {
  created: ['wait', 'clock'],
  initiated: ['busy', 'hourglass'],
  waiting: ['busy', 'hourglass'],
  settled: ['ok', 'circle-check'],
  owed: ['bad', 'circle-alert'],
  refused: ['bad', 'circle-x'],
  timed_out: ['wait', 'clock'],
  review: ['bad', 'flag'],
} as const

/** A payment's state, in the words of the page it stands on. */
export function PaymentMark({ status, words }: { status: keyof typeof marks; words: string }) {
  const [tone, icon] = marks[status]
  return (
    <StatusMark tone={tone} icon={icon}>
      {words}
    </StatusMark>
  )
}
