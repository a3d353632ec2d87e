import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const alias = {
  '@': fileURLToPath(new URL('.', import.meta.url)).replace(/\/$/, ''),
  'server-only': fileURLToPath(new URL('./local/test/empty.ts', import.meta.url)),
}
const exclude = ['node_modules/**', '.next/**', '.data/**', 'e2e/**', 'dist/**']
const services = { globalSetup: ['./local/test/services.ts'], setupFiles: ['./local/test/service-env.ts'] }

export default defineConfig({
  resolve: { alias },
  test: {
    // Speed is measured elsewhere; these only keep a hung test from holding the run for ever.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    maxWorkers: 3,
    coverage: {
      provider: 'v8',
      include: ['lib/**/*.{ts,tsx}', 'db/**/*.ts', 'inngest/**/*.ts'],
      exclude: ['**/*.test.ts', 'lib/testing.ts', 'lib/**/testing.ts', 'db/migrations/**'],
      reportsDirectory: '.data/coverage',
      reporter: ['text-summary', 'json-summary'],
      thresholds: { lines: 70 },
    },
    projects: [
      { resolve: { alias }, test: { name: 'unit', include: ['**/*.test.{ts,tsx}'], exclude: [...exclude, '**/*.{db,contract}.test.ts'] } },
      { resolve: { alias }, test: { name: 'db', include: ['**/*.db.test.ts'], exclude, testTimeout: 120_000, hookTimeout: 120_000, ...services } },
      { resolve: { alias }, test: { name: 'contract', include: ['**/*.contract.test.ts'], exclude, testTimeout: 180_000, hookTimeout: 120_000, ...services } },
    ],
  },
})
