import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { Pager } from '@/components/pager'
import { StatusMark } from '@/components/status-mark'
import type { Locale } from '@/lib/actor'
import { listTransfers } from '@/lib/desk/list-transfers'
import { getBooks } from '@/lib/desk/queries'
import { formatXof } from '@/lib/money'
import { path } from '@/lib/web/path'
import { requireAdmin } from '@/lib/web/session'
import { AdminFrame } from '../_components/admin-frame'
import { MovesTable } from '../_components/moves-table'

type Props = { params: Promise<{ locale: Locale }>; searchParams: Promise<{ cursor?: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: 'admin.books' })
  return { title: t('title'), robots: { index: false } }
}

/** What stands in every account, whether what must always be true is true, and the trail of money. */
export default async function BooksPage({ params, searchParams }: Props) {
  const { locale } = await params
  const { cursor } = await searchParams
  const actor = await requireAdmin()
  const [{ accounts, invariants }, { transfers, nextCursor }, t] = await Promise.all([
    getBooks(actor),
    listTransfers(actor, cursor, 20),
    getTranslations('admin'),
  ])
  const broken = invariants.filter((one) => one.broken > 0).length
  return (
    <AdminFrame actor={actor} current="books">
      <h1 className="display-40">{t('books.title')}</h1>
      <p className="mt-3 text-lg">
        <StatusMark tone={broken ? 'bad' : 'ok'} icon={broken ? 'circle-alert' : 'circle-check'}>
          {t('books.verdict', { count: invariants.length, broken })}
        </StatusMark>
      </p>
      <div className="mt-8 grid gap-x-16 gap-y-10 lg:grid-cols-[minmax(0,1fr)_minmax(0,2fr)]">
        <section>
          <h2 className="display-28 mb-4">{t('books.balances')}</h2>
          <dl className="border-t border-line">
            {accounts.map(({ account, balanceXof }) => (
              <div key={account} className="flex items-baseline justify-between gap-4 border-b border-line py-2.5">
                <dt>{t(`moves.accounts.${account}`)}</dt>
                <dd className="font-semibold whitespace-nowrap tabular-nums">{formatXof(balanceXof, locale)}</dd>
              </div>
            ))}
          </dl>
          <p className="mt-3 text-sm text-muted">{t('books.sum')}</p>
        </section>
        <section>
          <h2 className="display-28 mb-4">{t('books.always')}</h2>
          <ul className="border-t border-line">
            {invariants.map(({ number, broken: rows }) => (
              <li key={number} className="grid grid-cols-[2rem_minmax(0,1fr)_auto] items-baseline gap-x-3 border-b border-line py-2.5">
                <span className="text-muted tabular-nums">{number}</span>
                <span>{t(`books.invariants.${number}`)}</span>
                <StatusMark tone={rows ? 'bad' : 'ok'} icon={rows ? 'circle-x' : 'circle-check'}>
                  {rows ? t('books.broken', { count: rows }) : t('books.holds')}
                </StatusMark>
              </li>
            ))}
          </ul>
          <p className="mt-3 text-sm text-muted">{t('books.scripts')}</p>
        </section>
      </div>
      <section className="mt-12">
        <h2 className="display-28 mb-4">{t('books.trail')}</h2>
        {transfers.length ? <MovesTable moves={transfers} locale={locale} /> : <p className="text-muted">{t('books.noTrail')}</p>}
        <Pager
          label={t('books.trail')}
          next={nextCursor ? { href: path(locale, `/admin/books?cursor=${nextCursor}`), label: t('books.more') } : null}
          first={cursor ? { href: path(locale, '/admin/books'), label: t('books.first') } : null}
        />
      </section>
    </AdminFrame>
  )
}
