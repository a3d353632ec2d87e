import { z } from 'zod'

const url = z.url({ protocol: /^https?$/ })
const secret = z.string().min(16)

/** Every variable Pouire reads. Secrets have no default. `.env.example` says what each does; a test compares the two. */
export const envSchema = z.object({
  NODE_ENV: z.enum(['development', 'production', 'test']).default('production'),
  APP_URL: url,
  AUTH_SECRET: z.string().min(32),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  DATABASE_OWNER_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  DATABASE_POOL_SIZE: z.coerce.number().int().min(1).max(200).default(10),
  S3_ENDPOINT: url,
  S3_PUBLIC_ENDPOINT: url,
  MEDIA_URL: url,
  S3_BUCKET_ORIGINALS: z.string().min(3),
  S3_BUCKET_WATERMARKED: z.string().min(3),
  S3_BUCKET_THUMBNAILS: z.string().min(3),
  AWS_REGION: z.string().min(1).default('us-east-1'),
  AWS_ACCESS_KEY_ID: z.string().min(1),
  AWS_SECRET_ACCESS_KEY: z.string().min(1),
  INNGEST_EVENT_KEY: z.string().min(1),
  INNGEST_SIGNING_KEY: z.string().min(1),
  INNGEST_BASE_URL: url.optional(),
  RESEND_API_KEY: z.string().min(1),
  RESEND_BASE_URL: url.optional(),
  MAIL_FROM: z.string().min(3),
  ALERT_ADDRESS: z.string().min(3),
  CINETPAY_API_KEY: z.string().min(1),
  CINETPAY_SITE_ID: z.string().min(1),
  CINETPAY_SECRET_KEY: secret,
  CINETPAY_BASE_URL: url.default('https://api-checkout.cinetpay.com'),
  CINETPAY_PAGE_URL: url.default('https://checkout.cinetpay.com'),
  CINETPAY_TRANSFER_BASE_URL: url.default('https://client.cinetpay.com'),
  CINETPAY_TRANSFER_PASSWORD: z.string().min(1).optional(),
  REDIS_URL: z.url({ protocol: /^rediss?$/ }).optional(),
  TRUSTED_PROXIES: z.string().optional(),
  WORKER_PORT: z.coerce.number().int().min(0).max(65535).default(3001),
  INGEST_CONCURRENCY: z.coerce.number().int().min(1).max(64).default(2),
  LOG_LEVEL: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('info'),
})

export type Env = z.infer<typeof envSchema>

let parsed: Env | undefined

/** The configuration, parsed on first use so that a build needs no secrets. Throws an Error that names each missing or malformed variable. */
export function env(): Env {
  if (parsed) return parsed
  const given = Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== '')) // An empty line in .env means unset.
  const result = envSchema.safeParse(given)
  if (!result.success) {
    const faults = result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
    throw new Error(`Configuration is not usable.\n  ${faults.join('\n  ')}\nSee .env.example.`)
  }
  parsed = result.data
  return parsed
}
