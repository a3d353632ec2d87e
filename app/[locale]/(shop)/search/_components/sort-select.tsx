import { getTranslations } from 'next-intl/server'
import { buttonClass } from '@/components/ui/button'
import { Select } from '@/components/ui/select'
import type { Search, Sort } from '@/lib/catalog/search-state'
import { FORM } from './search-form'

const words = { relevance: 'sortRelevance', newest: 'sortNewest', sold: 'sortSold', price: 'sortPrice', '-price': 'sortPriceDown' } as const satisfies Record<
  Sort,
  string
>

/** Sends itself with script; has a button without. */
export async function SortSelect({ search }: { search: Search }) {
  const t = await getTranslations('shop.search')
  const options = (Object.keys(words) as Sort[]).map((sort) => [sort, t(words[sort])] as const)
  return (
    <div className="flex items-center">
      <Select quiet name="sort" form={FORM} label={t('sort')} options={options} defaultValue={search.sort} className="max-lg:-ml-0" />
      <button type="submit" form={FORM} className={buttonClass('quiet', 'md', 'scripted:hidden!')}>
        {t('sortApply')}
      </button>
    </div>
  )
}
