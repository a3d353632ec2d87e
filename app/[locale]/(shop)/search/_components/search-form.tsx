import type { Search } from '@/lib/catalog/search-state'
import { SendOnChange } from './send-on-change'

export const FORM = 'search-form'

/** The one form filters and sort belong to, wherever they stand on the page. What has no control of its own travels hidden. */
export function SearchForm({ action, search }: { action: string; search: Search }) {
  return (
    <form id={FORM} action={action}>
      {search.q && <input type="hidden" name="q" value={search.q} />}
      {search.photographer && <input type="hidden" name="photographer" value={search.photographer} />}
      {search.tag && <input type="hidden" name="tag" value={search.tag} />}
      <SendOnChange form={FORM} />
    </form>
  )
}
