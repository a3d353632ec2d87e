import { getTranslations } from 'next-intl/server'
import { Chip } from '@/components/ui/chip'
import { Icon } from '@/components/ui/icon'
import { Select } from '@/components/ui/select'
import type { Locale } from '@/lib/actor'
import type { listReviewQueue } from '@/lib/photos/review-queue'
import type { getReviewTimes } from '@/lib/photos/review-times'
import { path } from '@/lib/web/path'
import { deskAddress, filterFields, type QueueState, queueKinds } from './queue-state'
import { waitWords } from './wait-words'

type Queue = Awaited<ReturnType<typeof listReviewQueue>>
export type FilterOptions = Record<(typeof filterFields)[number], readonly (readonly [string, string])[]>

type Props = {
  state: QueueState
  counts: Queue['counts']
  waiting: number
  options: FilterOptions
  times: Awaited<ReturnType<typeof getReviewTimes>>
  locale: Locale
}

/** What the queue can be narrowed to, all in the address; and the promise beside what was measured. */
export async function QueueBar({ state, counts, waiting, options, times, locale }: Props) {
  const t = await getTranslations('desk')
  const to = (change: Partial<QueueState>) => path(locale, deskAddress({ ...state, photo: undefined, ...change }))
  const active = filterFields.flatMap((field) => {
    const name = options[field].find(([value]) => value === state[field])?.[1]
    return name ? [{ field, name }] : []
  })
  const promise =
    times.medianMinutes === null ? t('promise') : t('measured', { median: waitWords(times.medianMinutes, t), slowest: waitWords(times.slowestMinutes ?? 0, t) })
  return (
    <div className="desk-bar">
      <nav aria-label={t('kinds.label')}>
        <ul>
          {([undefined, ...queueKinds] as const).map((kind) => (
            <li key={kind ?? 'all'}>
              <a href={to({ kind })} aria-current={state.kind === kind ? 'true' : undefined}>
                {t(`kinds.${kind ?? 'all'}`)} <span>{kind ? counts[kind] : waiting}</span>
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <button type="button" popoverTarget="desk-filter" className="desk-plain">
        <Icon name="sliders-horizontal" size={18} />
        {t('filter.open')}
      </button>
      <div id="desk-filter" popover="auto" className="desk-filter">
        <form action={path(locale, '/admin/moderation')}>
          {state.kind && <input type="hidden" name="kind" value={state.kind} />}
          {state.view && <input type="hidden" name="view" value={state.view} />}
          {filterFields.map((field) => (
            <Select
              key={field}
              name={field}
              label={t(`filter.${field}`)}
              defaultValue={state[field] ?? ''}
              options={[['', t('filter.any')], ...options[field]]}
            />
          ))}
          <button type="submit" className="min-h-11 rounded-control bg-cream px-4 font-semibold text-night hover:bg-white">
            {t('filter.apply')}
          </button>
        </form>
      </div>
      <a href={to({ view: state.view ? undefined : 'grid' })} className="desk-plain">
        <Icon name="layout-grid" size={18} />
        {t(state.view ? 'gridClose' : 'grid')}
      </a>
      {active.map(({ field, name }) => (
        <Chip key={field} href={to({ [field]: undefined })} label={t('filter.remove', { name })}>
          {name}
        </Chip>
      ))}
      <p className="desk-promise" title={promise}>
        {promise}
      </p>
    </div>
  )
}
