import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { migrateDatabase } from '@/db/migrate'
import { startPostgres } from '../postgres'

declare module 'vitest' {
  interface ProvidedContext {
    serviceEnv: Record<string, string>
  }
}

/** One PostgreSQL, one S3, one mailbox and one CinetPay for all database tests of a run, on free ports; what they hold is thrown away after. */
export default async function setup(project: TestProject) {
  const dir = mkdtempSync(join(tmpdir(), 'pouire-test-'))
  chmodSync(dir, 0o755) // PostgreSQL may run as another user and must be able to enter.
  const postgres = await startPostgres({ dataDir: join(dir, 'pg'), port: 0, durable: false })
  await postgres.createDatabase('pouire')
  await postgres.createDatabase('cinetpay')
  const appUrl = `postgres://pouire_app:test-password@127.0.0.1:${postgres.port}/pouire`
  await migrateDatabase(postgres.ownerUrl('pouire'), appUrl)

  const keys = { accessKeyId: 'TESTKEY', secretAccessKey: 'test-secret-access-key' }
  const buckets = { originals: 'originals', watermarked: 'watermarked', thumbnails: 'thumbnails' }
  const { startS3 } = await import('../s3/server')
  const s3 = await startS3({
    dataDir: join(dir, 's3'),
    port: 0,
    privateBuckets: [buckets.originals],
    publicBuckets: [buckets.watermarked, buckets.thumbnails],
    ...keys,
    allowOrigin: 'http://localhost:3000',
  })
  const { startMailbox } = await import('../mailbox/server')
  const mailbox = await startMailbox({ port: 0, dataDir: join(dir, 'mailbox'), apiKey: 're_test_key' })
  const { startCinetpay } = await import('../cinetpay/server')
  const merchant = { apiKey: 'test-cinetpay-api-key', siteId: '999001', secretKey: 'POUIRE-TEST-SECRET-0123456789abcdef' }
  const cinetpay = await startCinetpay({ port: 0, databaseUrl: postgres.ownerUrl('cinetpay'), transferPassword: 'test-transfer-password', ...merchant })

  project.provide('serviceEnv', {
    NODE_ENV: 'test',
    APP_URL: 'http://localhost:3000',
    AUTH_SECRET: 'test-auth-secret-0123456789abcdef0123456789',
    DATABASE_URL: appUrl,
    DATABASE_OWNER_URL: postgres.ownerUrl('pouire'),
    S3_ENDPOINT: s3.url,
    S3_PUBLIC_ENDPOINT: s3.url,
    MEDIA_URL: s3.url,
    S3_BUCKET_ORIGINALS: buckets.originals,
    S3_BUCKET_WATERMARKED: buckets.watermarked,
    S3_BUCKET_THUMBNAILS: buckets.thumbnails,
    AWS_ACCESS_KEY_ID: keys.accessKeyId,
    AWS_SECRET_ACCESS_KEY: keys.secretAccessKey,
    AWS_REGION: 'us-east-1',
    INNGEST_EVENT_KEY: 'test-event-key',
    INNGEST_SIGNING_KEY: 'signkey-test-0123456789abcdef0123456789abcdef',
    INNGEST_BASE_URL: 'http://127.0.0.1:9', // No executor in these tests: jobs are called directly.
    RESEND_API_KEY: 're_test_key',
    RESEND_BASE_URL: mailbox.url,
    MAIL_FROM: 'Pouire <bonjour@pouire.test>',
    ALERT_ADDRESS: 'equipe@pouire.test',
    CINETPAY_API_KEY: merchant.apiKey,
    CINETPAY_SITE_ID: merchant.siteId,
    CINETPAY_SECRET_KEY: merchant.secretKey,
    CINETPAY_BASE_URL: cinetpay.url,
    CINETPAY_PAGE_URL: cinetpay.url,
    CINETPAY_TRANSFER_BASE_URL: cinetpay.url,
    CINETPAY_TRANSFER_PASSWORD: 'test-transfer-password',
    LOG_LEVEL: 'error',
  })

  return async () => {
    await Promise.all([s3.close(), mailbox.close(), cinetpay.close()])
    await postgres.stop()
    if (existsSync(dir)) rmSync(dir, { recursive: true, force: true })
  }
}
