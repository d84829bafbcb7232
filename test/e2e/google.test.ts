import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { companyDirectory, companyNow } from '../../fixtures/company.ts'
import { googleKeyFile } from '../../fixtures/google-key.ts'
import { loadGoogleEstate } from '../../fixtures/servers/google/estate.ts'
import type { GoogleEstate } from '../../fixtures/servers/google/estate.ts'
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

describe('without a sign-in', () => {
  test('a scan says how to get one', async () => {
    const ran = await run(undefined, ['scan', 'gcp', '--quiet'], { auth: { credentialsEnv: 'NOT_SET' } })
    expect(ran.code).toBe(2)
    expect(ran.stderr).toContain('NOT_SET is empty')
  })
})

describe('where Cloud Asset Inventory does not answer', () => {
  const resultOf = ({ stdout }: Ran): Result => JSON.parse(stdout) as Result

  test('the projects are read one by one, with what that costs, and the same is found', async () => {
    const whole = await serve()
    const refused = await serve({ faults: [{ operation: 'cloudasset.searchAllResources', kind: 'denied' }] })
    const args = ['scan', 'gcp', '--quiet', '--tier', 'core', '--now', companyNow, '-f', 'json']
    const [all, single] = [resultOf(await run(whole.url, args)), await run(refused.url, args)]
    const found = resultOf(single)
    const gap = found.coverage.find(({ step }: Coverage) => step === 'asset-inventory')
    expect(JSON.stringify(found)).toContain('6 projects are asked API by API instead: about 120 requests')
    expect(gap).toBeDefined()
    const print = ({ rule, subject }: Finding): string => `${rule} ${subject.id}`
    const expected = all.findings.map(print).toSorted()
    expect(found.findings.map(print).toSorted()).toEqual(expected)
    expect(new Set(found.findings.map(({ fingerprint }) => fingerprint))).toEqual(
      new Set(all.findings.map(({ fingerprint }) => fingerprint)),
    )
  })
})
