import { runChecks } from './checks'

const { passed, failed } = await runChecks(['format', 'types', 'unit'], (line) => process.stdout.write(`${line}\n`))
process.stdout.write(`${passed} passed, ${failed} failed\n`)
process.exit(failed === 0 ? 0 : 1)
