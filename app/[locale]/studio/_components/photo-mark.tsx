import { StatusMark } from '@/components/status-mark'

const marks = {
  draft: ['wait', 'upload'],
  uploaded: ['busy', 'loader-circle'],
  processing: ['busy', 'loader-circle'],
  ready: ['wait', 'pencil'],
  failed: ['bad', 'circle-x'],
  submitted: ['wait', 'hourglass'],
  published: ['ok', 'circle-check'],
  rejected: ['bad', 'circle-x'],
  appealed: ['wait', 'hourglass'],
  unlisted: ['wait', 'eye-off'],
  deleted: ['wait', 'trash-2'],
  taken_down: ['bad', 'ban'],
} as const

export type PhotoStatus = keyof typeof marks

/** A photo's state, as a small icon and words. */
export function PhotoMark({ status, words }: { status: PhotoStatus; words: string }) {
  const [tone, icon] = marks[status]
  return (
    <StatusMark tone={tone} icon={icon}>
      {words}
    </StatusMark>
  )
}
