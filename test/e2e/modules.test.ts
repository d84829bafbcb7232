/** Connectors of others, as the built command meets them. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Gap, Identity, ResultHead } from '../../src/model/index.ts'
import { inDirectory, muster } from '../support/muster.ts'

interface Result extends ResultHead {
  readonly inventory: { readonly identities: readonly Identity[]; readonly gaps: readonly Gap[] }
}

/** A connector in one file, with nothing installed beside it. `emit` is the body of its one step. */
const source = (
  id: string,
  emit = "context.emit(identity({ kind: 'bot', nativeId: 'b1', class: 'machine' }))",
): string => `
import { classifyFor, defineConnector, permissionList, recordsIn, z } from 'nhi-muster/connector'
export const contract = 1
export const connector = defineConnector()({
  meta: { id: '${id}', title: 'Toy ${id}', steps: [
    { id: 'bots', title: 'Bots', tier: 'core', scopes: ['account'], needs: ['${id}:bots.read'], emits: ['bots'] },
  ] },
  config: z.strictObject({ nameEnv: z.string().default('TOY_NAME') }),
  connect: async ({ nameEnv }, io) => io.env(nameEnv) ?? 'nobody',
  async *scopes(name) { yield { id: '${id}:account:' + name, provider: '${id}', kind: 'account', nativeId: name, name } },
  open: async (name) => ({ session: name }),
  classify: classifyFor('Toy'),
  permissions: permissionList(),
  steps: { bots: async (context) => { const { identity } = recordsIn(context.scope); ${emit} } },
})
`

function write(directory: string, files: { readonly [path: string]: string }): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, path)), { recursive: true })
    writeFileSync(join(directory, path), text)
  }
}

const settings = (module: string, more = ''): string => `connectors:\n  toy:\n    module: ${module}\n${more}`
const read = (file: string): Result => JSON.parse(readFileSync(file, 'utf8')) as Result
const installed = (name: string, text: string): { readonly [path: string]: string } => ({
  [`node_modules/${name}/package.json`]: JSON.stringify({ name, type: 'module', exports: { import: './main.js' } }),
  [`node_modules/${name}/main.js`]: text,
})

describe('a connector that muster.yaml names', () => {
  test(
    'is scanned with its own settings, and the header and the result say whose it is',
    () =>
      inDirectory(async (cwd) => {
        write(cwd, { 'toy.ts': source('toy'), 'muster.yaml': settings('./toy.ts', '    nameEnv: WHO\n') })
        const ran = await muster(['scan', '-f', 'json=r.json', '-f', 'text'], { cwd, env: { WHO: 'acme' } })
        expect(ran.stderr).toContain('Scanning toy (not Muster’s own: ./toy.ts)')
        expect(ran.stdout).toContain('not Muster’s own connector: toy, ./toy.ts')
        expect(ran.code).toBe(0)
        const { scan, inventory } = read(join(cwd, 'r.json'))
        expect([scan.status, scan.modules]).toEqual(['complete', { toy: './toy.ts' }])
        expect(inventory.identities.map(({ id }) => id)).toEqual(['toy:acme:bot:b1'])
      }),
    60_000,
  )

  test(
    'answers to doctor, permissions and connectors by its id',
    () =>
      inDirectory(async (cwd) => {
        write(cwd, { 'toy.js': source('toy'), 'muster.yaml': settings('./toy.js') })
        expect((await muster(['doctor', 'toy'], { cwd })).stdout).toMatch(/toy:account:nobody\n +\S.* bots/)
        expect((await muster(['permissions', 'toy', '--format', 'list'], { cwd })).stdout).toBe('toy:bots.read\n')
        expect((await muster(['connectors'], { cwd })).stdout).toMatch(/^toy +Toy toy {2}\(\.\/toy\.js\)$/m)
      }),
    60_000,
  )

  test(
    'may be a package, beside muster.yaml',
    () =>
      inDirectory(async (cwd) => {
        write(cwd, {
          ...installed('muster-connector-toy', source('toy')),
          'muster.yaml': settings('muster-connector-toy'),
        })
        const elsewhere = join(cwd, 'elsewhere')
        mkdirSync(elsewhere)
        const ran = await muster(['connectors', '--config', '../muster.yaml'], { cwd: elsewhere })
        expect([ran.code, ran.stderr]).toEqual([0, ''])
        expect(ran.stdout).toContain('muster-connector-toy')
      }),
    60_000,
  )

  test(
    'is not loaded where nobody asks for it: not by another connector’s name, and never to judge',
    () =>
      inDirectory(async (cwd) => {
        const telling = "import { writeFileSync } from 'node:fs'\nwriteFileSync('loaded', '')\n"
        write(cwd, {
          'toy.js': `${telling}${source('toy')}`,
          ...installed('muster-connector-other', `${telling}${source('other')}`),
          'muster.yaml': settings('./toy.js'),
          'i.json': JSON.stringify({
            schema: 'muster.inventory/1',
            collectedAt: '2026-11-21T10:00:00Z',
            scopes: [],
            identities: [],
            credentials: [],
            resources: [],
            edges: [],
            usage: [],
            gaps: [],
          }),
        })
        expect((await muster(['permissions', 'aws'], { cwd })).code).toBe(0)
        expect((await muster(['check', 'i.json'], { cwd })).code).toBe(0)
        expect((await muster(['doctor', 'other'], { cwd })).code).toBe(3)
        expect(existsSync(join(cwd, 'loaded'))).toBe(false)
        expect((await muster(['permissions', 'toy'], { cwd })).code).toBe(0)
        expect(existsSync(join(cwd, 'loaded'))).toBe(true)
      }),
    60_000,
  )
})

describe('what is wrong with a module is said in one sentence, before anything is asked', () => {
  const broken = (more: string): string => source('toy').replace("id: 'bots', title", `${more}, title`)
  type Case = readonly [name: string, module: string, text: string | undefined, sentence: RegExp]
  const cases: readonly Case[] = [
    [
      'a file that is not there',
      './toy.js',
      undefined,
      /muster\.yaml: connectors\.toy\.module \.\/toy\.js is not there/,
    ],
    ['a package that is not there', 'muster-connector-toy', undefined, /module muster-connector-toy is not installed/],
    [
      'a package of another name',
      'left-pad',
      undefined,
      /module left-pad is neither a path nor the name of a connector’s package/,
    ],
    [
      'one that throws',
      './toy.js',
      "throw new TypeError('x is undefined')",
      /\.\/toy\.js cannot be loaded: TypeError: x is undefined/,
    ],
    ['one that is no JavaScript', './toy.js', 'export const = 1', /\.\/toy\.js cannot be loaded: SyntaxError/],
    [
      'one that imports what is not there',
      './toy.js',
      "import 'none'",
      /\.\/toy\.js cannot be loaded: .*Cannot find package 'none'/,
    ],
    ['one without a connector', './toy.js', 'export const contract = 1', /\.\/toy\.js exports no connector/],
    [
      'one of a later contract',
      './toy.js',
      source('toy').replace('contract = 1', 'contract = 2'),
      /was written for version 2 of the contract/,
    ],
    ['another connector', './toy.js', source('tow'), /is the connector "tow", and stands under "toy"/],
    [
      'a step without a body',
      './toy.js',
      broken("id: 'pots'"),
      /breaks the contract: the step "pots" has no body; the body "bots" is declared by no step/,
    ],
    [
      'a step in no kind of scope',
      './toy.js',
      source('toy').replace("scopes: ['account']", "scopes: ['planet']"),
      /breaks the contract: meta\.steps\.0\.scopes\.0:/,
    ],
    [
      'a setting that it does not know',
      './toy.js',
      source('toy').replace('nameEnv: z', 'nomEnv: z'),
      /muster\.yaml:4: "nameEnv" is not a setting in connectors\.toy; did you mean "nomEnv"\?/,
    ],
  ]
  for (const [name, module, text, sentence] of cases)
    test(
      name,
      () =>
        inDirectory(async (cwd) => {
          write(cwd, {
            ...(text === undefined ? {} : { 'toy.js': text }),
            'muster.yaml': settings(module, '    nameEnv: WHO\n'),
          })
          const ran = await muster(['scan'], { cwd })
          expect(ran.stderr).toMatch(sentence)
          expect(ran.stderr).not.toMatch(/\n\s+at /)
          expect(ran.code).toBe(3)
          expect(existsSync(join(cwd, '.muster'))).toBe(false)
        }),
      60_000,
    )

  test(
    'a module in the place of a connector that comes with Muster',
    () =>
      inDirectory(async (cwd) => {
        write(cwd, { 'muster.yaml': 'connectors:\n  aws:\n    module: ./toy.js\n' })
        const ran = await muster(['scan'], { cwd })
        expect([ran.code, ran.stderr]).toEqual([
          3,
          expect.stringContaining('"module" is not a setting in connectors.aws'),
        ])
      }),
    60_000,
  )
})

describe('what a module does wrong costs it alone', () => {
  const good = source('good')
  const both = 'connectors:\n  toy: { module: ./toy.js }\n  good: { module: ./good.js }\n'
  test.each<readonly [what: string, body: string, told: RegExp]>([
    [
      'a record without an id',
      "context.emit({ ...identity({ kind: 'bot', nativeId: 'b1', class: 'machine' }), id: '' })",
      /the connector toy \(\.\/toy\.js\) breaks the contract: identity without an id: id:/,
    ],
    [
      'a record of an unknown kind',
      "context.emit({ type: 'bot', id: 'toy:1' })",
      /breaks the contract: bot toy:1: type:/,
    ],
    [
      'a record that holds a secret',
      "context.emit(identity({ kind: 'bot', nativeId: 'b1', class: 'machine', facts: { note: 'token ghp_' + 'a1B2c3D4e5F6'.repeat(3) } }))",
      /identity toy:nobody:bot:b1: facts\.note: looks like a secret/,
    ],
    ['a fault', 'context.nothing.at.all', /A fault in the connector toy \(\.\/toy\.js\): TypeError/],
  ])(
    '%s',
    (_what, body, told) =>
      inDirectory(async (cwd) => {
        write(cwd, { 'toy.js': source('toy', body), 'good.js': good, 'muster.yaml': both })
        const ran = await muster(['scan', '-f', 'json=r.json', '--verbose'], { cwd })
        expect(ran.stderr).toMatch(told)
        expect(ran.code).toBe(0)
        const { scan, coverage, inventory } = read(join(cwd, 'r.json'))
        expect(scan.status).toBe('partial')
        expect(inventory.identities.map(({ id }) => id)).toEqual(['good:nobody:bot:b1'])
        expect(coverage.map(({ connector, status }) => `${connector} ${status}`)).toEqual([
          'good complete',
          'toy failed',
        ])
        expect(inventory.gaps).toMatchObject([
          { connector: 'toy', step: 'bots', reason: 'failed', detail: expect.stringMatching(told) },
        ])
        expect(readFileSync(join(cwd, 'r.json'), 'utf8') + ran.stderr).not.toContain('ghp_')
      }),
    60_000,
  )
})
