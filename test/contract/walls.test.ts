import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, expect, test } from 'vitest'
import { inspect } from '../support/walls.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const copies: string[] = []
afterEach(() => {
  for (const copy of copies.splice(0)) rmSync(copy, { recursive: true, force: true })
})

function planted(path: string, text: string): string {
  const copy = mkdtempSync(join(tmpdir(), 'muster-walls-'))
  copies.push(copy)
  for (const directory of ['src', 'fixtures'])
    cpSync(join(root, directory), join(copy, directory), { recursive: true, filter: (source) => !source.endsWith('.json') })
  writeFileSync(join(copy, path), text)
  return copy
}

test('no room reaches back, and every source was looked at', () => {
  const seen = inspect(root)
  const there = ['src', 'fixtures'].flatMap((directory) => readdirSync(join(root, directory), { recursive: true }).map(String))
  expect(seen.files).toBe(there.filter((name) => /\.tsx?$/.test(name) && !/\.test\.tsx?$/.test(name)).length)
  expect(seen.files).toBeGreaterThan(150)
  expect(seen.imports).toBeGreaterThan(400)
  expect(seen.breaches).toEqual([])
})

test.each([
  ['src/rules/planted.ts', "import { collect } from '../engine/collect.ts'\n", 'rules may not import engine'],
  ['src/model/planted.ts', "import { parse } from '../inventory/view-sqlite.ts'\n", 'model may not import inventory'],
  ['src/connectors/aws/planted.ts', "export const load = () => import('../../report/json.ts')\n", 'connectors may not import report'],
  ['src/report/planted.ts', "import { render } from 'ink'\n", 'ink may be imported only by'],
  ['src/connectors/aws/steps/planted.ts', "import { IAM } from '@aws-sdk/client-iam'\n", '@aws-sdk/client-iam may be imported only by'],
  ['src/connectors/github/steps/planted.ts', "import { Octokit } from '@octokit/rest'\n", '@octokit/rest may be imported only by'],
  ['src/rules/planted.ts', 'export const now = () => Date.now()\n', 'Date.now belongs in engine/clock.ts'],
  ['src/engine/planted.ts', "export const home = () => process.env['HOME']\n", 'process.env belongs in config/environment.ts'],
])('a planted breach in %s is found and its place named', (path, text, message) => {
  const { breaches } = inspect(planted(path, text))
  expect(breaches.map((breach) => breach.file)).toEqual([path])
  expect(breaches[0]?.what).toContain(message)
})
