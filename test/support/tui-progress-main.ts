/**
 * Runs the built live progress over an invented scan: `node test/support/tui-progress-main.ts [finished] [running]`.
 * It goes on until Ctrl-C, then says that it stops, and stops.
 */
import process from 'node:process'
import type { ProgressOptions, ShownProgress } from '../../src/report/tui/progress.tsx'
import { madeEvents } from './tui-events.ts'

process.env['NODE_ENV'] ??= 'production'
interface Built {
  readonly showProgress: (options: ProgressOptions) => ShownProgress
}
const built = new URL('../../dist/src/report/tui/progress.js', import.meta.url).href
const { showProgress }: Built = await import(built)
const [finished = 2, running = 3] = process.argv.slice(2).map(Number)
const began = Date.now()
const { listener, stop } = showProgress({
  stdout: process.stderr,
  stderr: process.stderr,
  now: () => Date.now() - began,
})
for (const event of madeEvents({ finished, running })) listener(event)
const until = setInterval(() => undefined, 1000)
process.once('SIGINT', () => {
  listener({ kind: 'interrupted', at: Date.now() - began })
  setTimeout(() => {
    clearInterval(until)
    void stop()
  }, 500)
})
