// dist/worker.js and dist/image-child.js: the image worker for production, where there is no tsx. Packages stay outside: several are native or find files beside themselves.
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const root = fileURLToPath(new URL('..', import.meta.url))

await build({
  absWorkingDir: root,
  entryPoints: ['inngest/worker.ts', 'inngest/image-child.ts'],
  outdir: 'dist',
  outbase: 'inngest',
  bundle: true,
  splitting: false, // image-children finds image-child.js beside the file it was bundled into.
  platform: 'node',
  format: 'esm',
  target: 'node24',
  packages: 'external',
  alias: { '@': root.replace(/\/$/, '') },
  tsconfigRaw: { compilerOptions: { target: 'ES2023' } },
  sourcemap: true,
  logLevel: 'warning',
})
