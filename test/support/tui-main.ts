/**
 * Runs the built explorer over the made result: `node test/support/tui-main.ts [findings] [identities]`.
 * BROKEN makes the third finding fail as soon as it is drawn.
 */
import { writeFile, mkdir } from 'node:fs/promises'
import process from 'node:process'
import type { ExploreOptions } from '../../src/report/tui/explorer.tsx'
import type { ResultReader } from '../../src/report/contract.ts'
import { brokenResult, madeResult } from './tui-result.ts'

process.env['NODE_ENV'] ??= 'production'
interface Built {
  readonly explore: (result: ResultReader, options: ExploreOptions) => Promise<void>
}
const built = new URL('../../dist/src/report/tui/explorer.js', import.meta.url).href
const { explore }: Built = await import(built)
const env = (name: string) => process.env[name]
const exportDirectory = env('EXPORT_DIRECTORY') ?? '.'
await mkdir(exportDirectory, { recursive: true })
if (env('PID_FILE') !== undefined) await writeFile(env('PID_FILE') ?? '', String(process.pid))
const [findings, identities] = process.argv.slice(2).map(Number)
const made = madeResult({
  ...(findings === undefined ? {} : { findings }),
  ...(identities === undefined ? {} : { identities }),
})
await explore(env('BROKEN') === undefined ? made : brokenResult(made), {
  stdin: process.stdin,
  stdout: process.stdout,
  color: (env('NO_COLOR') ?? '') === '',
  screenReader: env('INK_SCREEN_READER') === 'true',
  exportDirectory,
  writeFile: (path, text) => writeFile(path, text, { mode: 0o600, flag: 'wx' }),
  now: Date.now,
  env,
})
process.stdout.write('left the explorer\n')
