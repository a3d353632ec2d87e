import { getTranslations } from 'next-intl/server'

const plain = [
  'reasons',
  'note',
  'publish',
  'reject',
  'reasonsMissing',
  'noteMissing',
  'zoom',
  'zoomBack',
  'box',
  'boxDone',
  'boxClear',
  'boxHelp',
  'boxKeys',
  'compare',
  'compareTitle',
  'compareThis',
  'compareOther',
  'compareClose',
  'previousNear',
  'nextNear',
  'full',
  'previous',
  'next',
  'loading',
  'cutting',
  'lost',
  'back',
  'bar',
  'queue',
  'tools',
  'help',
  'helpClose',
  'clear',
  'busy',
  'gridTitle',
  'gridHelp',
  'gridClose',
  'gridAll',
] as const

/** Patterns filled in the browser: their holes stay. */
const patterns = ['rejectCount', 'example', 'undone', 'heldBy', 'published', 'selected', 'publishSelected', 'select'] as const
const keyNames = [
  'approve',
  'refuse',
  'reason',
  'move',
  'zoom',
  'pan',
  'box',
  'boxMove',
  'note',
  'compare',
  'full',
  'select',
  'bulk',
  'grid',
  'escape',
  'help',
] as const

/** The words of the desk's scripted parts, which get plain strings. `rejected` has one sentence for each number of reasons. */
export async function deskWords(reasonCount: number) {
  const t = await getTranslations('desk')
  return {
    ...(Object.fromEntries(plain.map((key) => [key, t(key)])) as Record<(typeof plain)[number], string>),
    ...(Object.fromEntries(patterns.map((key) => [key, t.raw(key) as string])) as Record<(typeof patterns)[number], string>),
    rejected: Array.from({ length: reasonCount }, (_, index) => t('rejected', { title: '{title}', count: index + 1 })),
    keys: keyNames.map((name) => [t(`keys.${name}.key`), t(`keys.${name}.does`)] as const),
  }
}

export type DeskWords = Awaited<ReturnType<typeof deskWords>>
