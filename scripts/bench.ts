/**
 * Measures start-up, a large account, a large organization, a large estate and the policy evaluator: ratios, counts and
 * memory. Usage: npm run bench [-- version|account|github|azure|google|estate|privileges|decide]
 */
import { spawn, spawnSync } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { googleKeyFile } from '../fixtures/google-key.ts'
import { measureDecisions } from './bench/decide.ts'
import { writeEstate } from './bench/inventory.ts'
import { lineOf, measure } from './bench/measure.ts'
import { writePrivileges } from './bench/privileges.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const bin = join(root, 'bin/muster.js')

const directory = mkdtempSync(join(tmpdir(), 'muster-bench-'))

function say(name: string, figure: string, bound: string, ok: boolean): void {
  process.stdout.write(`${ok ? 'ok  ' : 'OVER'}  ${name.padEnd(44)} ${figure.padEnd(34)} ${bound}\n`)
  if (!ok) process.exitCode = 1
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!
}

/** `muster --version` against node that does nothing, in turn. */
function version(): void {
  const empty = ['-e', '0']
  const time = (args: readonly string[]): number => {
    const began = performance.now()
    spawnSync(process.execPath, args, { stdio: 'ignore' })
    return performance.now() - began
  }
  const pairs = Array.from({ length: 21 }, () => [time([bin, '--version']), time(empty)] as const).slice(1)
  const own = median(pairs.map(([a]) => a))
  const bare = median(pairs.map(([, b]) => b))
  say(
    'muster --version over bare node, median of 20',
    `${own.toFixed(0)} ms / ${bare.toFixed(0)} ms = ${(own / bare).toFixed(2)}, +${(own - bare).toFixed(0)} ms`,
    'at most +30 ms',
    own - bare <= 30,
  )
}

/** One account of 2,000 principals over HTTP: calls, memory. */
async function account(): Promise<void> {
  const server = spawn(process.execPath, [join(root, 'scripts/bench/server.ts')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  try {
    const ready = await new Promise<{ url: string; users: number; providers: number }>((resolve) =>
      server.stdout.once('data', (text: Buffer) => resolve(JSON.parse(text.toString()) as never)),
    )
    const file = join(directory, 'account.json')
    const env = {
      AWS_ENDPOINT_URL: ready.url,
      AWS_ACCESS_KEY_ID: 'AKIABENCH00000000001',
      AWS_SECRET_ACCESS_KEY: 'bench',
      AWS_REGION: 'eu-west-1',
      AWS_EC2_METADATA_DISABLED: 'true',
    }
    const run = await measure(
      directory,
      [
        'scan',
        'aws',
        '--store',
        `sqlite:${join(directory, 'account.db')}`,
        '-f',
        `json=${file}`,
        '--now',
        '2026-11-21T10:00:00Z',
        '--quiet',
      ],
      env,
    )
    const result = JSON.parse(readFileSync(file, 'utf8')) as {
      coverage: { step: string; calls: number }[]
      summary: { identities: { total: number } }
    }
    const regional = new Set(['regions', 'lambda-functions', 'secrets', 'parameters', 'secret-policies'])
    const own = result.coverage.filter((row) => !regional.has(row.step)).reduce((sum, row) => sum + row.calls, 0)
    const rest = result.coverage.filter((row) => regional.has(row.step)).reduce((sum, row) => sum + row.calls, 0)
    const { users, providers } = ready
    // Beyond 1,000 entities the bulk list has further pages: one a thousand.
    const bound = 12 + users + providers + Math.ceil(result.summary.identities.total / 1000)
    say(
      `${result.summary.identities.total} principals: the account's own calls`,
      `${own} (and ${rest} for the resource map)`,
      `at most ${bound} = 12 + ${users} K + ${providers} O + pages`,
      own <= bound && run.code === 0,
    )
    say(
      `${result.summary.identities.total} principals collected and judged: memory`,
      `${run.megabytes.toFixed(0)} MB`,
      'at most 300 MB',
      run.megabytes <= 300,
    )
  } finally {
    server.kill()
  }
}

/** One organization of 1,000 repositories in the core tier, against GitHub's own limits: requests, pace, memory. */
async function github(): Promise<void> {
  const server = spawn(process.execPath, [join(root, 'scripts/bench/github.ts')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const line = <T>(): Promise<T> => lineOf<T>(server.stdout)
  try {
    const { url, repositories } = await line<{ url: string; repositories: number }>()
    const config = join(directory, 'github.yaml')
    const auth = { appId: 1, privateKeyEnv: 'MUSTER_BENCH_KEY' }
    writeFileSync(config, JSON.stringify({ connectors: { github: { endpoint: url, organizations: ['bench'], auth } } }))
    const args = ['scan', 'github', '--config', config, '--tier', 'core', '--now', '2026-11-21T10:00:00Z', '--quiet']
    const out = ['--store', `sqlite:${join(directory, 'github.db')}`, '-f', `json=${join(directory, 'github.json')}`]
    const run = await measure(directory, [...args, ...out], { MUSTER_BENCH_KEY: appKey() })
    const told = line<{ graphql: number; rest: number; refused: number; atOnce: number; perSecond: number }>()
    server.kill()
    const { graphql, rest, refused, atOnce, perSecond } = await told
    const seconds = run.milliseconds / 1000
    say(
      `${repositories} repositories, core tier: requests`,
      `${rest} REST, ${graphql} GraphQL`,
      'at most 1,800 REST',
      rest <= 1800 && run.code === 0,
    )
    say(
      `${repositories} repositories, core tier: pace`,
      `${((rest + graphql) / seconds).toFixed(1)}/s for ${seconds.toFixed(0)} s, peaks ${perSecond}/s, ${atOnce} at once`,
      `${refused} refused by the limit of 900 a minute and 100 at once`,
      refused === 0,
    )
    say(
      `${repositories} repositories, core tier: memory`,
      `${run.megabytes.toFixed(0)} MB`,
      'at most 300 MB',
      run.megabytes <= 300,
    )
    if (run.code !== 0) process.stdout.write(run.stderr)
  } finally {
    server.kill()
  }
}

/** One tenant of 5,000 service principals, core and creds: requests, memory. */
async function azure(): Promise<void> {
  const server = spawn(process.execPath, [join(root, 'scripts/bench/azure.ts')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const line = <T>(): Promise<T> => lineOf<T>(server.stdout)
  try {
    const { graph, authority, ca, tenant, principals } = await line<{
      graph: string
      authority: string
      ca: string
      tenant: string
      principals: number
    }>()
    const [config, authorities] = [join(directory, 'azure.yaml'), join(directory, 'authority.pem')]
    writeFileSync(authorities, ca)
    const endpoints = { authority, graph, resourceManager: graph }
    const auth = { clientId: tenant, secretEnv: 'MUSTER_BENCH_SECRET' }
    writeFileSync(config, JSON.stringify({ connectors: { azure: { tenants: [tenant], endpoints, auth } } }))
    const args = ['scan', 'azure', '--config', config, '--tier', 'creds', '--now', '2026-11-21T10:00:00Z', '--quiet']
    const out = ['--store', `sqlite:${join(directory, 'azure.db')}`, '-f', `json=${join(directory, 'azure.json')}`]
    const run = await measure(directory, [...args, ...out], {
      MUSTER_BENCH_SECRET: 'bench',
      NODE_EXTRA_CA_CERTS: authorities,
    })
    const told = line<{ requests: number }>()
    server.kill()
    const { requests } = await told
    say(
      `${principals} service principals, core and creds: requests`,
      `${requests} in ${(run.milliseconds / 1000).toFixed(0)} s`,
      'at most 150',
      requests <= 150 && run.code === 0,
    )
    say(
      `${principals} service principals, core and creds: memory`,
      `${run.megabytes.toFixed(0)} MB`,
      'at most 300 MB',
      run.megabytes <= 300,
    )
    if (run.code !== 0) process.stdout.write(run.stderr)
  } finally {
    server.kill()
  }
}

/** An organization of 1,000 projects at Google over HTTP: requests, memory. */
async function google(): Promise<void> {
  const server = spawn(process.execPath, [join(root, 'scripts/bench/google.ts')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  try {
    const { url, projects, accounts } = await lineOf<{ url: string; projects: number; accounts: number }>(server.stdout)
    const config = join(directory, 'google.yaml')
    const gcp = { endpoints: { root: url }, auth: { credentialsEnv: 'MUSTER_BENCH_KEY' } }
    writeFileSync(config, JSON.stringify({ connectors: { gcp } }))
    const args = ['scan', 'gcp', '--config', config, '--tier', 'core', '--now', '2026-11-21T10:00:00Z', '--quiet']
    const out = ['--store', `sqlite:${join(directory, 'google.db')}`, '-f', `json=${join(directory, 'google.json')}`]
    const key = googleKeyFile('muster@bench-0000.iam.gserviceaccount.com', 'bench-0000')
    const run = await measure(directory, [...args, ...out], { MUSTER_BENCH_KEY: key })
    const told = lineOf<{ requests: number }>(server.stdout)
    server.kill()
    const { requests } = await told
    say(
      `${projects} projects, ${accounts} service accounts, core: requests`,
      `${requests} in ${(run.milliseconds / 1000).toFixed(0)} s`,
      'at most 150',
      requests <= 150 && run.code === 0,
    )
    say(`${projects} projects, core: memory`, `${run.megabytes.toFixed(0)} MB`, 'at most 300 MB', run.megabytes <= 300)
    if (run.code !== 0) process.stdout.write(run.stderr)
  } finally {
    server.kill()
  }
}

function appKey(): string {
  return generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  }).privateKey
}

/** 100,000 identities of ten accounts from a document: memory, and identities a second of one core. */
async function estate(): Promise<void> {
  const file = join(directory, 'estate.ndjson')
  const identities = await writeEstate(file, 10, 10_000)
  const run = await measure(directory, ['check', file, '--quiet', '-f', `json=${join(directory, 'estate.json')}`], {
    TMPDIR: directory,
  })
  say(
    `${identities.toLocaleString('en')} identities judged: memory`,
    `${run.megabytes.toFixed(0)} MB`,
    'at most 512 MB',
    run.megabytes <= 512 && run.code === 0,
  )
  say(
    `${identities.toLocaleString('en')} identities judged: rate`,
    `${Math.round(identities / run.cpuSeconds).toLocaleString('en')} identities/s of one core`,
    'read, judged and reported',
    run.code === 0,
  )
  if (run.code !== 0) process.stdout.write(run.stderr)
}

/** All paths of one account, by number of principals: time, memory, and how the time grows. */
async function privileges(): Promise<void> {
  const targets = 300
  const runs: { readonly principals: number; readonly seconds: number }[] = []
  for (const principals of [500, 1000, 2000, 4000]) {
    const file = join(directory, `details-${principals}.json`)
    writePrivileges(file, principals)
    const report = join(directory, `privileges-${principals}.json`)
    const store = `sqlite:${join(directory, `privileges-${principals}.db`)}`
    const run = await measure(directory, [
      'scan',
      'aws',
      '--from',
      file,
      '--store',
      store,
      '-f',
      `json=${report}`,
      '--quiet',
    ])
    const { findings } = JSON.parse(readFileSync(report, 'utf8')) as { findings: { ruleId: string }[] }
    const found = findings.filter(({ ruleId }) => /privesc|path-to/.test(ruleId)).length
    runs.push({ principals, seconds: run.cpuSeconds })
    const within = principals > 2000 || (run.cpuSeconds <= 10 && run.megabytes <= 500)
    say(
      `${principals} principals, ${targets} roles: all paths judged`,
      `${run.cpuSeconds.toFixed(1)} s, ${run.megabytes.toFixed(0)} MB, ${found} found`,
      principals > 2000 ? 'no bound' : 'at most 10 s and 500 MB',
      within && run.code === 0,
    )
  }
  const [first, last] = [runs[0]!, runs.at(-1)!]
  const growth = last.seconds / first.seconds
  const bound = last.principals / first.principals
  say(
    `${last.principals} principals over ${first.principals}: time`,
    `${growth.toFixed(1)} times`,
    `at most ${bound} times, as principals x targets`,
    growth <= bound,
  )
}

/** The policy evaluator by itself. */
function decisions(): void {
  const { perSecond, allowed } = measureDecisions(3)
  say(
    'policy decisions for compiled callers: rate',
    `${Math.round(perSecond).toLocaleString('en')} decisions/s of one core`,
    `at least 100,000/s (${Math.round(allowed * 100)} % allowed)`,
    perSecond >= 100_000,
  )
}

const asked = process.argv.slice(2)
const wanted = (name: string): boolean => asked.length === 0 || asked.includes(name)
try {
  if (wanted('version')) version()
  if (wanted('account')) await account()
  if (wanted('github')) await github()
  if (wanted('azure')) await azure()
  if (wanted('google')) await google()
  if (wanted('estate')) await estate()
  if (wanted('privileges')) await privileges()
  if (wanted('decide')) decisions()
} finally {
  rmSync(directory, { recursive: true, force: true })
}
