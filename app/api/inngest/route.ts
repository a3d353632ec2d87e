import { serve } from 'inngest/next'
import { inngest } from '@/inngest/client'
import { functions } from '@/inngest'

/** Every call is signed with INNGEST_SIGNING_KEY; the SDK refuses the rest. */
export const { GET, POST, PUT } = serve({ client: inngest, functions })
