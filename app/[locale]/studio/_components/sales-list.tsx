import { getFormatter, getTranslations } from 'next-intl/server'
import { StatusMark } from '@/components/status-mark'
import { Price } from '@/components/ui/price'
import { figureXof } from '@/components/ui/stat'
import { Words } from '@/components/ui/words'
import type { Locale } from '@/lib/actor'
import type { listSales } from '@/lib/ledger/queries'
import { formatXof } from '@/lib/money'
import { PhotoThumb } from '../../_components/photo-thumb'

type Sale = Awaited<ReturnType<typeof listSales>>['sales'][number]

const marks = {
  held: ['wait', 'hourglass'],
  available: ['ok', 'circle-check'],
  reserved: ['busy', 'loader-circle'],
  paid_out: ['ok', 'check'],
  reversed: ['bad', 'refresh-cw'],
} as const

/** Each sale with the price paid, the photographer's share and how far the money has come. A table on desktops, rows on phones. */
export async function SalesList({ sales, locale }: { sales: readonly Sale[]; locale: Locale }) {
  const [t, format] = await Promise.all([getTranslations('studio.sales'), getFormatter()])
  const day = (at: Date) => format.dateTime(at, { day: 'numeric', month: 'short' })
  const state = (sale: Sale) => {
    const [tone, icon] = marks[sale.status]
    return (
      <StatusMark tone={tone} icon={icon}>
        {t(`states.${sale.status}`, { date: day(sale.availableAt) })}
      </StatusMark>
    )
  }
  const thumb = (sale: Sale) => (
    <PhotoThumb src={sale.small} alt="" widthPx={sale.widthPx} heightPx={sale.heightPx} thumbhash={sale.thumbhash} height={52} maxWidth={76} />
  )
  return (
    <>
      <table className="w-full tabular-nums max-lg:hidden">
        <thead className="text-sm text-muted">
          <tr className="border-b border-line text-left *:pb-2.5 *:font-normal">
            <th>{t('photo')}</th>
            <th>{t('date')}</th>
            <th>{t('licence')}</th>
            <th className="text-right">{t('price')}</th>
            <th className="text-right">{t('share')}</th>
            <th className="w-1/5 pl-14">{t('state')}</th>
          </tr>
        </thead>
        <tbody>
          {sales.map((sale) => (
            <tr key={sale.id} className="border-b border-line *:py-2.5">
              <td>
                <span className="flex items-center gap-4">
                  <span className="w-19 shrink-0">{thumb(sale)}</span>
                  <span className="font-semibold">{sale.title}</span>
                </span>
              </td>
              <td>{day(sale.paidAt)}</td>
              <td>{t(sale.licence)}</td>
              <td className="text-right whitespace-nowrap">{formatXof(sale.priceXof, locale)}</td>
              <td className="text-right">
                <Price xof={sale.shareXof} locale={locale} />
              </td>
              <td className="pl-14">{state(sale)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <ul className="border-t border-line lg:hidden">
        {sales.map((sale) => (
          <li key={sale.id} className="grid grid-cols-[76px_minmax(0,1fr)_auto] items-center gap-x-4 border-b border-line py-3">
            {thumb(sale)}
            <div className="min-w-0">
              <p className="line-clamp-2 leading-tight font-semibold">{sale.title}</p>
              <p className="text-sm text-muted">
                {t(sale.licence)}, {day(sale.paidAt)}
              </p>
              <p className="text-sm">{state(sale)}</p>
            </div>
            <div className="text-right">
              <p className="figure text-lg font-bold">
                <Words>{figureXof(sale.shareXof, locale)}</Words>
              </p>
              <p className="text-sm whitespace-nowrap text-muted">{t('of', { price: figureXof(sale.priceXof, locale) })}</p>
            </div>
          </li>
        ))}
      </ul>
    </>
  )
}
