/** Runs the command in a process of its own, and tells what it took. */
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))
const bin = join(root, 'bin/muster.js')
const peak = join(root, 'scripts/bench/peak.mjs')

export interface Measured {
  readonly code: number | null
  readonly milliseconds: number
  readonly megabytes: number
  readonly cpuSeconds: number
  readonly stderr: string
}

/** `directory`: where it may leave a note. */
export function measure(
  directory: string,
  args: readonly string[],
  env: { readonly [name: string]: string } = {},
): Promise<Measured> {
  const began = performance.now()
  return new Promise((resolve) => {
    const told = join(directory, 'measured.json')
    const child = spawn(process.execPath, ['--import', peak, bin, ...args], {
      env: { ...process.env, CI: 'true', MUSTER_BENCH_OUT: told, ...env },
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    let stderr = ''
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
    child.on('close', (code) => {
      const { maxRSS, cpu } = JSON.parse(readFileSync(told, 'utf8')) as { maxRSS: number; cpu: number }
      resolve({ code, milliseconds: performance.now() - began, megabytes: maxRSS / 1024, cpuSeconds: cpu, stderr })
    })
  })
}

/** What a server says next, in one line of JSON. */
export function lineOf<T>(stdout: Readable): Promise<T> {
  return new Promise((resolve) => stdout.once('data', (text: Buffer) => resolve(JSON.parse(text.toString()) as T)))
}
