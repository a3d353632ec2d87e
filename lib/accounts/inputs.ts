import { z } from 'zod'
import { isCommonPassword } from './common-passwords'

const line = (max: number) =>
  z
    .string()
    .transform((text) => text.normalize('NFC').replace(/\s+/g, ' ').trim())
    .pipe(
      z
        .string()
        .min(1)
        .max(max)
        .regex(/^[^\p{Cc}\p{Zl}\p{Zp}]*$/u),
    )
const paragraph = (max: number) =>
  z
    .string()
    .transform((text) => text.normalize('NFC').replace(/\r\n?/g, '\n').trim())
    .pipe(z.string().min(1).max(max))

/** One spelling for one address: no spaces around, no full-width letters, lower case. */
const email = z
  .string()
  .transform((text) => text.normalize('NFKC').trim().toLowerCase())
  .pipe(z.email({ error: 'auth.emailShape' }).max(254))

const password = z.string().min(1).max(1_000)
const newPassword = z.string().min(12, 'auth.passwordShort').max(128, 'auth.passwordLong')
const notCommon = (of: { password: string; email?: string; name?: string }) =>
  !isCommonPassword(of.password, [of.email?.split('@')[0] ?? '', of.name ?? '', ...(of.name?.split(' ') ?? [])])
const common = { path: ['password'], error: 'auth.passwordCommon' }
const next = z.string().max(2_000).optional()
const token = z.string().max(100)

export const registerInput = z.object({ name: line(100), email, password: newPassword, next }).refine(notCommon, common)
export const signInInput = z.object({ email, password, next })
export const requestResetInput = z.object({ email })
export const resetPasswordInput = z.object({ token, password: newPassword }).refine(notCommon, common)
export const verifyEmailInput = z.object({ token, password, next })
export const updateAccountInput = z.object({ name: line(100), locale: z.enum(['fr', 'en']) })
export const revokeSessionInput = z.object({ sessionId: z.uuid() })

const webAddress = z
  .string()
  .trim()
  .max(300)
  .pipe(z.union([z.literal(''), z.url({ protocol: /^https?$/, error: 'account.portfolioShape' })]))
  .transform((url) => url || null)

export const applyInput = z.object({
  displayName: line(60).refine((name) => /[a-z0-9].*[a-z0-9]/i.test(name.normalize('NFD')), 'account.displayNameShape'),
  city: line(80),
  countryCode: z.string().regex(/^[A-Z]{2}$/, 'errors.fieldRequired'),
  portfolioUrl: webAddress,
  motivation: paragraph(2_000),
})

/** Words of several lines, or none. */
const story = z
  .string()
  .transform((text) =>
    text
      .normalize('NFC')
      .replace(/\r\n?/g, '\n')
      .replace(/\n{3,}/g, '\n\n')
      .trim(),
  )
  .pipe(
    z
      .string()
      .max(1_000)
      .regex(/^[^\p{Cc}]*(\n[^\p{Cc}]*)*$/u),
  )

export const saveProfileInput = z.object({
  bioFr: story,
  bioEn: story,
  city: line(80),
  countryCode: z.string().regex(/^[A-Z]{2}$/, 'errors.fieldRequired'),
  coverPhotoId: z.union([z.literal('').transform(() => null), z.uuid()]).nullable(),
  portfolioUrl: webAddress,
})

export type ProfileInput = z.output<typeof saveProfileInput>
export type RegisterInput = z.output<typeof registerInput>
export type ApplyInput = z.output<typeof applyInput>
