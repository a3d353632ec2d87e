'use server'

import { redirect } from 'next/navigation'
import { initiateDownload, initiateDownloadInput } from '@/lib/downloads/initiate-download'
import { action } from '@/lib/web/action'
import { path } from '@/lib/web/path'

/** The buyer has a live grant again, and the library starts the file. */
export const renewDownloadAction = action(
  initiateDownloadInput,
  async (actor, input) => {
    const { downloadId } = await initiateDownload(actor, input)
    redirect(path(actor.locale, `/account/downloads?start=${downloadId}`))
  },
  { limit: 'download' },
)
