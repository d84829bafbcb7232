/** The worked example of docs/guide/connector-kit.md, from its source to a scan, with what is published and no registry. */
import { spawn, spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Credential, Edge, Identity, ResultHead } from '../../src/model/index.ts'
import { quietEnvironment, root } from '../support/muster.ts'

interface Result extends ResultHead {
  readonly inventory: {
    readonly identities: readonly Identity[]
    readonly credentials: readonly Credential[]
    readonly edges: readonly Edge[]
  }
}

const example = join(root, 'docs/guide/connector-kit/pagerly')
const directory = mkdtempSync(join(tmpdir(), 'muster-kit-'))
const [author, user] = [join(directory, 'author'), join(directory, 'user')]
afterAll(() => rmSync(directory, { recursive: true, force: true }))

function run(command: string, args: readonly string[], cwd: string, env: object = {}): string {
  const ran = spawnSync(command, args, { cwd, encoding: 'utf8', env: { ...quietEnvironment, ...env } })
  if (ran.status !== 0)
    throw new Error(`${command} ${args.join(' ')} ended with ${ran.status}:\n${ran.stdout}\n${ran.stderr}`)
  return ran.stdout
}

/** `npm pack`, without the scripts: they would build what is built. */
function pack(folder: string): string {
  const [packed] = JSON.parse(
    run('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', directory], folder),
  ) as { filename: string }[]
  return join(directory, String(packed?.filename))
}

function install(tarball: string, folder: string, name: string): void {
  const place = join(folder, 'node_modules', name)
  mkdirSync(place, { recursive: true })
  run('tar', ['-xzf', tarball, '-C', place, '--strip-components=1'], directory)
}

/** Everything that this checkout has installed, as if it had been installed there. */
function linkPackages(folder: string): void {
  mkdirSync(join(folder, 'node_modules'), { recursive: true })
  for (const name of readdirSync(join(root, 'node_modules')).filter((each) => !each.startsWith('.')))
    symlinkSync(join(root, 'node_modules', name), join(folder, 'node_modules', name))
}

const muster = (args: readonly string[], env: object = {}): string =>
  run(process.execPath, [join(user, 'node_modules/nhi-muster/bin/muster.js'), ...args], user, env)
const script = (name: string): string => join(root, 'node_modules', name)

beforeAll(() => {
  const published = pack(root)
  cpSync(example, author, { recursive: true })
  for (const folder of [author, user]) {
    linkPackages(folder)
    install(published, folder, 'nhi-muster')
  }
  run(process.execPath, [script('typescript/bin/tsc')], author)
  install(pack(author), user, 'muster-connector-pagerly')
}, 120_000)

/** Pagerly on this machine, as its package starts it. */
async function serving<T>(work: (url: string) => Promise<T> | T): Promise<T> {
  writeFileSync(
    join(user, 'serve.mjs'),
    "import { demo } from 'muster-connector-pagerly'\nconsole.log((await demo.start({ now: '2026-11-21T10:00:00Z' })).config.endpoint)\n",
  )
  const child = spawn(process.execPath, ['serve.mjs'], { cwd: user, stdio: ['ignore', 'pipe', 'inherit'] })
  try {
    const url = await new Promise<string>((resolve, reject) => {
      child.stdout.setEncoding('utf8').once('data', (text: string) => resolve(text.trim()))
      child.once('exit', (code) => reject(new Error(`the server ended with ${code}`)))
    })
    return await work(url)
  } finally {
    child.kill()
  }
}

describe('the worked example', () => {
  test('is a connector in under a hundred lines', () => {
    expect(readFileSync(join(example, 'src/index.ts'), 'utf8').trimEnd().split('\n').length).toBeLessThan(100)
  })

  test('is quoted on the page as it is', () => {
    const page = readFileSync(join(root, 'docs/guide/connector-kit.md'), 'utf8')
    const code = [...page.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, text = '']) => text.trim())
    const files = ['index.ts', 'demo.ts', 'conformance.test.ts'].map((name) =>
      readFileSync(join(example, 'src', name), 'utf8'),
    )
    expect(code.length).toBeGreaterThan(3)
    expect(code.filter((text) => !files.some((file) => file.includes(text)))).toEqual([])
  })

  test('holds to what every connector has to stand', () => {
    const said = run(process.execPath, [script('vitest/vitest.mjs'), 'run', 'src', '--reporter=verbose'], author)
    expect(said).toContain('every step that is asked for ends complete')
    expect(said).toContain('1 passed')
  }, 120_000)

  test('packs no test', () => {
    expect(readdirSync(join(user, 'node_modules/muster-connector-pagerly'), { recursive: true }).map(String)).toEqual(
      expect.not.arrayContaining([expect.stringMatching(/test/)]),
    )
  })

  test(
    'is scanned where it is installed: its identities, their keys, and no secret',
    () =>
      serving((endpoint) => {
        writeFileSync(
          join(user, 'muster.yaml'),
          `connectors:\n  pagerly:\n    module: muster-connector-pagerly\n    endpoint: ${endpoint}\n`,
        )
        muster(['scan', '-f', 'json=r.json', '--now', '2026-11-21T10:00:00Z'], { PAGERLY_TOKEN: 'demo' })
        const text = readFileSync(join(user, 'r.json'), 'utf8')
        const { scan, inventory } = JSON.parse(text) as Result
        expect([scan.status, scan.modules]).toEqual(['complete', { pagerly: 'muster-connector-pagerly' }])
        expect(inventory.identities.map(({ name }) => name).toSorted()).toEqual([
          'Chat bridge',
          'Monitoring',
          'Ticket sync',
        ])
        expect(inventory.credentials).toHaveLength(3)
        expect(inventory.edges.filter(({ to }) => to === 'pagerly:larkspur:integration:i1')).toHaveLength(2)
        expect(text).not.toContain('CANARY')
        expect(muster(['permissions', 'pagerly'])).toBe('account:read\napi-keys:read\nintegrations:read\n')
        expect(muster(['doctor'], { PAGERLY_TOKEN: 'demo' })).toContain('Nothing is missing.')
      }),
    60_000,
  )

  test('shows itself beside the bundled organisation', () => {
    muster(['demo', '--with', 'muster-connector-pagerly', '--tier', 'core', '--quiet', '-f', 'json=demo.json'])
    const { scan, coverage } = JSON.parse(readFileSync(join(user, 'demo.json'), 'utf8')) as Result
    expect(scan.modules).toEqual({ pagerly: 'muster-connector-pagerly' })
    expect(coverage.filter(({ connector }) => connector === 'pagerly').map(({ status }) => status)).toEqual([
      'complete',
      'complete',
      'complete',
    ])
    expect(coverage.some(({ connector }) => connector === 'aws')).toBe(true)
  }, 120_000)
})
