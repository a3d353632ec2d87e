import { getTranslations } from 'next-intl/server'
import { Chip } from '@/components/ui/chip'
import type { ActiveFilter } from './active-filters'

/** The filters that are on; on phones the line scrolls sideways. Nothing when none is. */
export async function Chips({ chips, here, clearHref }: { chips: readonly ActiveFilter[]; here: string; clearHref: string }) {
  if (!chips.length) return null
  const t = await getTranslations('shop.search')
  return (
    <nav aria-label={t('active')} className="no-scrollbar mt-3 overflow-x-auto py-1 max-lg:px-4">
      <ul className="flex items-center gap-2 lg:flex-wrap">
        {chips.map(({ name, query }) => (
          <li key={name}>
            <Chip href={`${here}${query}`} label={t('remove', { name })}>
              {name}
            </Chip>
          </li>
        ))}
        <li>
          <a href={clearHref} className="link ml-2 inline-flex min-h-11 items-center whitespace-nowrap">
            {t('clear')}
          </a>
        </li>
      </ul>
    </nav>
  )
}
