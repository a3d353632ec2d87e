import { getFormatter, getTranslations } from 'next-intl/server'
import type { User } from '@/lib/actor'
import { findLastEdit } from '@/lib/photos/undo-edit'
import { SheetUndo } from './sheet-undo'

/** The last change of many photos, while it can still be taken back. */
export async function UndoOffer({ actor }: { actor: User }) {
  const [edit, t, format] = await Promise.all([findLastEdit(actor), getTranslations('sheet.undo'), getFormatter()])
  const at = edit && format.dateTime(edit.createdAt, { hour: 'numeric', minute: '2-digit' })
  return <SheetUndo edit={edit && at ? { id: edit.id, said: t(edit.source, { count: edit.changed, at }) } : null} words={{ action: t('action') }} />
}
