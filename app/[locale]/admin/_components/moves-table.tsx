import { getFormatter, getTranslations } from 'next-intl/server'
import type { Locale } from '@/lib/actor'
import type { listTransfers } from '@/lib/desk/list-transfers'
import { formatXof } from '@/lib/money'

type Move = Pick<Awaited<ReturnType<typeof listTransfers>>['transfers'][number], 'fromAccount' | 'toAccount' | 'amountXof' | 'reason' | 'createdAt'>

/** Money that moved: when, why, from which account to which. */
export async function MovesTable({ moves, locale }: { moves: readonly Move[]; locale: Locale }) {
  const [t, format] = await Promise.all([getTranslations('admin.moves'), getFormatter()])
  const account = (name: string) => {
    const [owner = '', id = '', kind] = name.split(':')
    if (!kind) return t(`accounts.${id || owner}`)
    return `${t(`accounts.${kind}`)} ${id.slice(-6)}`
  }
  return (
    <table className="admin-table">
      <thead>
        <tr>
          <th>{t('reason')}</th>
          <th>{t('from')}</th>
          <th>{t('to')}</th>
          <th>{t('at')}</th>
          <th className="text-right">{t('amount')}</th>
        </tr>
      </thead>
      <tbody>
        {moves.map((move, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows of the ledger never move.
          <tr key={index}>
            <td className="font-semibold">{t(`reasons.${move.reason}`)}</td>
            <td data-label={t('from')}>{account(move.fromAccount)}</td>
            <td data-label={t('to')}>{account(move.toAccount)}</td>
            <td data-label={t('at')}>{format.dateTime(move.createdAt, { dateStyle: 'medium', timeStyle: 'short' })}</td>
            <td data-label={t('amount')} className="whitespace-nowrap lg:text-right">
              {formatXof(move.amountXof, locale)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
