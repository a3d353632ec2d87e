import { getTranslations } from 'next-intl/server'
import type { Locale, User } from '@/lib/actor'
import { timeZone } from '@/lib/i18n'
import { findLastEdit } from '@/lib/photos/undo-edit'
import { clock } from '@/lib/web/clock'
import { SheetUndo } from './sheet-undo'

/** The last change of many photos, while it can still be taken back. */
export async function UndoOffer({ actor, locale }: { actor: User; locale: Locale }) {
  const [edit, t] = await Promise.all([findLastEdit(actor), getTranslations('sheet.undo')])
  const at = edit && clock(edit.createdAt, locale, timeZone)
  return <SheetUndo edit={edit && at ? { id: edit.id, said: t(edit.source, { count: edit.changed, at }) } : null} words={{ action: t('action') }} />
}
