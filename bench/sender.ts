import { randomBytes } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { encode } from 'next-auth/jwt'
import { openSession } from '@/lib/accounts/sessions'
import { aPhotographer } from '@/lib/testing'
import { cookieRules } from '@/lib/web/cookies'
import type { Target } from './measure'

export type Sender = Awaited<ReturnType<typeof aSender>>

/** A photographer of their own, signed in, who sends photos as a browser does. */
export async function aSender({ address, env }: Target) {
  const { user } = await aPhotographer()
  const sid = await openSession(user.id, { userAgent: null, ip: null })
  const { session } = cookieRules()
  const token = await encode({ token: { sid }, secret: env.AUTH_SECRET ?? '', salt: session, maxAge: 36_000 })
  const headers = { cookie: `${session}=${token}`, origin: new URL(address).origin, 'content-type': 'application/json' }

  async function ask<T>(method: string, path: string, body?: object): Promise<T> {
    const answer = await fetch(`${address}/api/studio${path}`, { method, headers, body: body && JSON.stringify(body) })
    const said = await answer.json()
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(said)}`)
    return said as T
  }

  return {
    /** Every byte is in the store; the upload is not yet completed. */
    async send(file: Buffer): Promise<string> {
      const declared = { fileName: 'bench.jpg', sizeBytes: file.length, mimeType: 'image/jpeg', fingerprint: randomBytes(32).toString('hex') }
      const { photoId, partBytes } = await ask<{ photoId: string; partBytes: number }>('POST', '/uploads', declared)
      const numbers = Array.from({ length: Math.ceil(file.length / partBytes) }, (_, index) => index + 1)
      const { parts } = await ask<{ parts: { number: number; url: string }[] }>('POST', `/uploads/${photoId}/parts`, { numbers })
      for (const { number, url } of parts) {
        const body = new Uint8Array(file.subarray((number - 1) * partBytes, number * partBytes))
        const put = await fetch(url, { method: 'PUT', body })
        if (!put.ok) throw new Error(`part ${number}: ${put.status} ${await put.text()}`)
      }
      return photoId
    },
    complete: (photoId: string) => ask('POST', `/uploads/${photoId}/complete`, {}),
    /** The photo is ready and its picture can be fetched. Throws when it failed. */
    async untilReady(photoId: string) {
      for (;;) {
        const { status, picture, sentence } = await ask<{ status: string; picture: string | null; sentence: string | null }>('GET', `/photos/${photoId}`)
        if (status === 'failed') throw new Error(`The photo failed: ${sentence}`)
        if (status === 'ready' && picture) {
          const answer = await fetch(picture, { method: 'HEAD' })
          if (!answer.ok) throw new Error(`The picture of a ready photo: ${answer.status}`)
          return
        }
        await wait(25)
      }
    },
  }
}
