import { serve } from 'inngest/next'
import { functions } from '@/inngest'
import { inngest } from '@/inngest/client'

/** Every call is signed with INNGEST_SIGNING_KEY; the SDK refuses the rest. */
export const { GET, POST, PUT } = serve({ client: inngest, functions })
