import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { companyDirectory, companyNow } from '../../fixtures/company.ts'
import { googleKeyFile } from '../../fixtures/google-key.ts'
import { loadGoogleEstate } from '../../fixtures/servers/google/estate.ts'
import type { GoogleEstate } from '../../fixtures/servers/google/estate.ts'
import { connector } from '../../src/connectors/gcp/index.ts'
import { startGoogleServer } from '../../fixtures/servers/google/server.ts'
import type { GoogleServer, ServerOptions } from '../../fixtures/servers/google/server.ts'
import type { Coverage, Finding, ResultHead } from '../../src/model/index.ts'
import { inDirectory, muster, root } from '../support/muster.ts'
import type { Ran } from '../support/muster.ts'

type Result = ResultHead & { readonly findings: readonly Finding[]; readonly unknowns: readonly object[] }

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const key = googleKeyFile('muster@larkspur-security.iam.gserviceaccount.com', 'larkspur-security')
let estate: GoogleEstate
const servers: GoogleServer[] = []
beforeAll(async () => {
  estate = await loadGoogleEstate(`${companyDirectory()}google`)
})
afterAll(() => Promise.all(servers.map((server) => server.close())))

async function serve(options: Partial<ServerOptions> = {}): Promise<GoogleServer> {
  const server = await startGoogleServer({ estate, now: companyNow, ...options })
  servers.push(server)
  return server
}

interface Loaded {
  readonly loaded: readonly string[]
  /** kB */
  readonly maxRSS: number
}

/** In a folder of its own, with nothing but a file of settings; says which modules were loaded too. */
function run(url: string | undefined, args: readonly string[], gcp: object = {}): Promise<Ran & Loaded> {
  return inDirectory(async (cwd) => {
    const endpoints = url === undefined ? {} : { endpoints: { root: url } }
    const settings = { ...endpoints, auth: { credentialsEnv: 'GOOGLE_KEY' }, ...gcp }
    writeFileSync(join(cwd, 'muster.yaml'), JSON.stringify({ connectors: { gcp: settings } }))
    const told = join(cwd, 'loaded.json')
    const preload = pathToFileURL(join(root, 'test/support/loaded.mjs')).href
    const env = { GOOGLE_KEY: key, MUSTER_LOADED: told, NODE_OPTIONS: `--import ${preload}` }
    const ran = await muster(args, { cwd, env })
    return { ...ran, ...(JSON.parse(readFileSync(told, 'utf8')) as Loaded) }
  })
}

const ofGoogle = ({ loaded }: Loaded): readonly string[] =>
  loaded.filter((path) => /^(?:googleapis|google-auth-library|gaxios)/.test(path))

describe('Google’s libraries', () => {
  test.each([
    ['--version'],
    ['rules'],
    ['permissions gcp'],
    ['permissions google-workspace'],
    ['explain gcp-sa-admin'],
    [`scan aws --from ${companyDirectory()}aws/organization.json --quiet`],
  ])('are not loaded by muster %s', async (line) => {
    const ran = await run(undefined, line.split(' '))
    expect(ofGoogle(ran)).toEqual([])
  })

  test('are loaded one API at a time by a scan of Google, which stays small', async () => {
    const { url } = await serve()
    const ran = await run(url, ['scan', 'gcp', '--quiet', '--now', companyNow, '-f', 'json'])
    expect(ofGoogle(ran)).toContain('googleapis/build/src/apis/cloudasset/v1.js')
    const roots = /^googleapis\/build\/src\/(?:index|googleapis|apis\/index|apis\/\w+\/index)\.js$/
    expect(ran.loaded.filter((path) => roots.test(path))).toEqual([])
    expect(ran.maxRSS / 1024).toBeLessThan(250)
  })
})

const resultOf = ({ stdout }: Ran): Result => JSON.parse(stdout) as Result
const scanned = (url: string, ...more: readonly string[]): Promise<Ran & Loaded> =>
  run(url, ['scan', 'gcp', '--quiet', '--now', companyNow, '-f', 'json', ...more])

describe('what cannot be signed in to ends with a sentence, and what to do', () => {
  test.each([
    ['a variable that is empty', { auth: { credentialsEnv: 'NOT_SET' } }, /NOT_SET is empty/],
    ['a file that is not there', { auth: { credentialsFile: 'nowhere.json' } }, /nowhere\.json/],
    ['a root that is not encrypted', { endpoints: { root: 'http://google.example' } }, /endpoints\.root/],
  ] as const)('%s', async (_name, gcp, sentence) => {
    const { code, stderr } = await run(undefined, ['scan', 'gcp', '--quiet'], gcp)
    expect([code, sentence.test(stderr)]).toEqual([3, true])
    expect(stderr).not.toMatch(/\n\s+at |PRIVATE KEY/)
  })

  test('an account that may not be acted as', async () => {
    const { url } = await serve({ access: { signIn: 'impersonation-denied' } })
    const { code, stdout, stderr } = await run(url, ['scan', 'gcp', '--quiet'], {
      impersonate: 'platform-admin@larkspur-prod.iam.gserviceaccount.com',
    })
    expect(code).toBe(2)
    expect(stdout).toMatch(
      /gcp connect: denied\. Google does not let the sign-in act as\s+platform-admin@larkspur-prod/,
    )
    expect(stdout).toMatch(/Missing:\s+iam\.serviceAccounts\.getAccessToken/)
    expect(stdout + stderr).not.toMatch(/\n\s+at |does not validate/)
  })
})

describe('where Cloud Asset Inventory does not answer', () => {
  let all: Result
  beforeAll(async () => {
    all = resultOf(await scanned((await serve()).url))
  })
  const told = ({ findings }: Result): readonly string[] =>
    findings.map(({ ruleId, subject, fingerprint }) => `${ruleId} ${subject.id} ${fingerprint}`).toSorted()

  test('the projects are read one by one, with what that costs, and the same is found', async () => {
    const refused = await serve({ faults: [{ operation: 'cloudasset.searchAllResources', kind: 'denied' }] })
    const single = resultOf(await scanned(refused.url))
    const gap = single.coverage.find(({ step }: Coverage) => step === 'asset-inventory')
    expect(gap).toMatchObject({ status: 'denied', missing: ['cloudasset.assets.searchAllResources'] })
    expect(gap?.detail).toContain('6 projects are asked API by API instead: about 168 requests')
    expect(told(single).filter((line) => !told(all).includes(line))).toEqual([])
    const lost = all.findings.filter(
      ({ fingerprint }) => !single.findings.some((each) => each.fingerprint === fingerprint),
    )
    // How old an account is, and that nothing runs as it, Cloud Asset alone tells.
    expect(lost.map(({ ruleId }) => ruleId)).toEqual(['gcp-sa-unused'])
    const unused = ({ rules }: Result): number => rules.find(({ id }) => id === 'gcp-sa-unused')?.unknown ?? 0
    expect(unused(single)).toBeGreaterThan(unused(all))
    // Who seems to reach nothing may hold something on a single thing.
    for (const id of ['gcp-sa-path-to-admin', 'gcp-sa-disabled-with-grants'])
      expect(single.rules.find((rule) => rule.id === id)).toMatchObject({ pass: 0 })
  })

  test('because it is off, the gap names the project that pays and the command', async () => {
    const off = await serve({ access: { disabledApis: { '*': ['cloudasset.googleapis.com'] } } })
    const { coverage } = resultOf(await scanned(off.url, '--tier', 'core'))
    const gap = coverage.find(({ step, detail }) => step === 'asset-inventory' && detail !== undefined)
    expect(gap).toMatchObject({
      status: 'unsupported',
      missing: [],
      detail: expect.stringContaining('gcloud services enable cloudasset.googleapis.com --project=larkspur-security'),
    })
  })
})

test('an API that is off hides what it would tell, and its rules do not pass', async () => {
  const off = await serve({ access: { disabledApis: { '*': ['policyanalyzer.googleapis.com'] } } })
  const { rules, coverage } = resultOf(await scanned(off.url))
  expect(coverage.find(({ step }) => step === 'account-activity')).toMatchObject({ status: 'unsupported' })
  expect(rules.find(({ id }) => id === 'gcp-sa-unused')).toMatchObject({ pass: 0, fail: 0 })
})

describe('muster permissions and muster doctor', () => {
  const needs = [...new Set<string>(connector.meta.steps.flatMap((step) => step.needs))].toSorted()
  test('the list names exactly what the steps declare', async () => {
    const { code, stdout } = await muster(['permissions', 'gcp', '--format', 'list'])
    expect([code, stdout.trimEnd().split('\n').toSorted()]).toEqual([0, needs])
  })

  test('the doctor says of each permission that is missing what it costs', async () => {
    const { url } = await serve({ access: { lacking: ['iam.serviceAccountKeys.list', 'storage.hmacKeys.list'] } })
    const { code, stdout, stderr } = await run(url, ['doctor', 'gcp', '--quiet'])
    expect(code).toBe(0)
    expect(stdout).toMatch(/denied\s+hmac-keys\s+grant storage\.hmacKeys\.list/)
    expect(stdout).toMatch(/Without storage\.hmacKeys\.list: HMAC keys of Cloud Storage \(\d+ rules?\)/)
    expect(stdout).toContain('Missing: iam.serviceAccountKeys.list, storage.hmacKeys.list')
    expect(stdout + stderr).not.toMatch(/CANARY|\n\s+at /)
  })
})
