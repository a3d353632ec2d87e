import { getTranslations } from 'next-intl/server'
import { buttonClass } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import type { Locale } from '@/lib/actor'
import { type Sheet, sorts, writeSheet } from '@/lib/photos/sheet-state'
import { path } from '@/lib/web/path'
import { CsvImport, type CsvWords } from './csv-import'
import { SelectAll } from './select-all'
import { SheetSort } from './sheet-sort'

/** Searching, ordering and choosing, in one quiet line over the frames: a plain form, so the address is the state. */
export async function SheetTools({ locale, sheet }: { locale: Locale; sheet: Sheet }) {
  const t = await getTranslations('sheet')
  const csv = { ...t.raw('csv'), refused: t.raw('bulk.refused') } as CsvWords // A test holds both languages to the same keys.
  return (
    <div className="mt-4 flex flex-wrap items-center gap-x-2 gap-y-2">
      <search className="w-full sm:w-auto">
        <form id="sheet-search" action={path(locale, '/studio')} className="flex w-full items-center gap-2 sm:w-auto">
          {sheet.status && <input type="hidden" name="status" value={sheet.status} />}
          <div className="relative flex-1 sm:w-72 sm:flex-none">
            <Icon name="search" size={18} className="pointer-events-none absolute top-1/2 left-3 -translate-y-1/2 text-muted" />
            <input
              type="search"
              name="q"
              maxLength={100}
              defaultValue={sheet.q}
              aria-label={t('search')}
              placeholder={t('searchHint')}
              className="h-11 w-full rounded-control border border-control bg-card pr-11 pl-10 text-base text-ink focus-visible:rounded-control"
            />
            {sheet.q && (
              <a
                href={path(locale, `/studio${writeSheet({ ...sheet, q: '', cursor: null })}`)}
                aria-label={t('clearSearch')}
                title={t('clearSearch')}
                className="absolute inset-y-0 right-0 grid w-11 place-items-center"
              >
                <Icon name="x" size={18} />
              </a>
            )}
          </div>
          <button type="submit" className={buttonClass('quiet', 'md', 'sr-only focus:not-sr-only unscripted:not-sr-only')}>
            {t('searchGo')}
          </button>
        </form>
      </search>
      <div className="flex min-w-0 flex-1 items-center">
        <SheetSort label={t('sort')} value={sheet.sort} options={sorts.map((sort) => [sort, t(`sorts.${sort}`)] as const)} />
        <span className="hidden flex-1 sm:block" />
        <SelectAll all={t('bulk.selectAll')} none={t('bulk.none')} />
        <details className="group relative">
          <summary className={buttonClass('quiet', 'md', 'cursor-pointer font-normal! max-sm:px-3!')}>
            <Icon name="file-text" size={18} />
            <span className="sr-only sm:not-sr-only">{t('csv.menu')}</span>
            <Icon name="chevron-down" size={18} className="group-open:rotate-180" />
          </summary>
          <div className="absolute right-0 z-20 mt-1 grid min-w-60 rounded-control border border-line bg-card p-1">
            <a
              href={`/api/studio/metadata${writeSheet({ status: sheet.status, q: sheet.q }) || '?'}&lang=${locale}`}
              download
              className={buttonClass('quiet', 'md', 'justify-start! font-normal!')}
            >
              <Icon name="download" size={18} />
              <span>{t('csv.export')}</span>
            </a>
            <CsvImport locale={locale} label={t('csv.import')} words={csv} />
          </div>
        </details>
      </div>
    </div>
  )
}
