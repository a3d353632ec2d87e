'use server'

import { saveProfileInput } from '@/lib/accounts/inputs'
import { saveProfile } from '@/lib/accounts/save-profile'
import { action } from '@/lib/web/action'
import { wordsOf } from '@/lib/web/words-of-error'

export const saveProfileAction = action(
  saveProfileInput,
  async (actor, input) => {
    await saveProfile(actor, input)
    return {
      message: wordsOf(actor.locale, 'profile.saved'),
      values: { ...input, coverPhotoId: input.coverPhotoId ?? '', portfolioUrl: input.portfolioUrl ?? '' },
    }
  },
  { limit: 'write' },
)
