import { existsSync } from 'node:fs'
import { defineConfig } from '@playwright/test'

const system = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((file) => existsSync(file))

/** Journeys against a running stack: started by `npm test` (local/journeys.ts), which says where it is. */
export default defineConfig({
  testDir: 'e2e',
  outputDir: '.data/e2e-results',
  workers: 1, // Two cores, one database: journeys follow one another.
  timeout: 240_000,
  expect: { timeout: 20_000 },
  forbidOnly: true,
  retries: 0,
  reporter: [['list'], ['json', { outputFile: process.env.PLAYWRIGHT_JSON_OUTPUT_FILE ?? '.data/reports/playwright.json' }]],
  use: {
    baseURL: process.env.POUIRE_ADDRESS,
    actionTimeout: 60_000, // A hung step fails by itself instead of with the whole test.
    navigationTimeout: 60_000,
    trace: 'retain-on-failure',
    launchOptions: {
      ...(system ? { executablePath: system } : {}),
      args: [
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
      ],
    },
  },
})
