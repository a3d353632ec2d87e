import { getFormatter, getTranslations } from 'next-intl/server'
import type { Actor, Locale } from '@/lib/actor'
import { timeZone } from '@/lib/i18n'
import { getQueuePlace } from '@/lib/photos/queue-place'
import { clock } from '@/lib/web/clock'

/** Where the photo stands among all that waits, how long answers take these days as measured, and until when one is promised. */
export async function InQueue({ photoId, actor, locale }: { photoId: string; actor: Actor; locale: Locale }) {
  const [t, format, queue] = await Promise.all([getTranslations('studio.edit.queue'), getFormatter(), getQueuePlace(actor, photoId)])
  if (!queue) return null // Decided while the page was made.
  const date = t('at', { date: format.dateTime(queue.promisedBy, { dateStyle: 'full' }), time: clock(queue.promisedBy, locale, timeZone) })
  return (
    <section className="mt-5 border-y border-line py-5">
      <h2 className="font-semibold">{t('placeLabel')}</h2>
      <p className="figure mt-1 text-4xl">{t('place', { place: queue.place, total: queue.total })}</p>
      <p className="mt-3">
        {queue.medianMinutes !== null && t('median', { time: timeIn(queue.medianMinutes, t) })} {t('promised', { date })}
      </p>
      <p className="mt-1 text-muted">{t('fixed')}</p>
    </section>
  )
}

/** In the unit one would say, rounded up: 90 minutes are 2 hours. */
function timeIn(minutes: number, t: Awaited<ReturnType<typeof getTranslations<'studio.edit.queue'>>>) {
  if (minutes < 60) return t('minutes', { count: Math.max(1, minutes) })
  const hours = Math.ceil(minutes / 60)
  return hours <= 48 ? t('hours', { count: hours }) : t('days', { count: Math.ceil(hours / 24) })
}
