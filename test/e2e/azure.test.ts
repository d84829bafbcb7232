import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { companyDirectory, companyNow } from '../../fixtures/company.ts'
import { loadAzureEstate, type AzureEstate } from '../../fixtures/servers/azure/estate.ts'
import { startAzureServer, type AzureServer, type ServerOptions } from '../../fixtures/servers/azure/server.ts'
import { connector } from '../../src/connectors/azure/index.ts'
import type { Coverage, Finding, ResultHead } from '../../src/model/index.ts'
import { inDirectory, muster } from '../support/muster.ts'
import type { Ran } from '../support/muster.ts'

type Result = ResultHead & { readonly findings: readonly Finding[]; readonly unknowns: readonly object[] }

// A scan starts a process, and asks at the pace that Microsoft publishes.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const secret = 'MUSTERCANARYclientsecret'
const clientId = '99999999-2222-4333-8444-555555555555'
let estate: AzureEstate
let tenant = ''
const servers: AzureServer[] = []
beforeAll(async () => {
  estate = await loadAzureEstate(`${companyDirectory()}azure`)
  tenant = estate.tenants[0]?.tenantId ?? ''
})
afterAll(() => Promise.all(servers.map((server) => server.close())))

async function serve(options: Partial<ServerOptions> = {}): Promise<AzureServer> {
  const server = await startAzureServer({ estate, now: companyNow, ...options })
  servers.push(server)
  return server
}

/** As an administrator would write it; JSON is YAML. */
function settings({ url, authority }: Pick<AzureServer, 'url' | 'authority'>, more: object = {}): string {
  const azure = {
    tenants: [tenant],
    endpoints: { authority, graph: url, resourceManager: url },
    auth: { clientId, secretEnv: 'AZURE_SECRET' },
    ...more,
  }
  return JSON.stringify({ connectors: { azure } })
}

interface Wish {
  readonly config?: object
  readonly env?: { readonly [name: string]: string }
}

/** In a folder of its own, with nothing but a file of settings, and the authority's certificate. */
function run(server: AzureServer, args: readonly string[], { config, env }: Wish = {}): Promise<Ran> {
  return inDirectory((cwd) => {
    writeFileSync(join(cwd, 'muster.yaml'), settings(server, config))
    return muster(args, {
      cwd,
      env: { AZURE_SECRET: secret, NODE_EXTRA_CA_CERTS: server.caFile, ...env },
    })
  })
}

interface Scanned extends Ran {
  readonly result: Result
  readonly row: (step: string) => Coverage | undefined
}

async function scan(server: AzureServer, ...more: readonly string[]): Promise<Scanned> {
  return inDirectory(async (cwd) => {
    const file = join(cwd, 'result.json')
    writeFileSync(join(cwd, 'muster.yaml'), settings(server))
    const ran = await muster(['scan', 'azure', '--now', companyNow, '-f', `json=${file}`, ...more], {
      cwd,
      env: { AZURE_SECRET: secret, NODE_EXTRA_CA_CERTS: server.caFile },
    })
    expect(ran.stderr).not.toMatch(/\n\s+at /)
    const result = JSON.parse(readFileSync(file, 'utf8')) as Result
    const store = readdirSync(join(cwd, '.muster')).map((name) => readFileSync(join(cwd, '.muster', name), 'latin1'))
    expect(store.join('').length).toBeGreaterThan(10_000)
    expect(
      [JSON.stringify(result), ran.stderr, ran.stdout, ...store].filter((text) => text.includes('CANARY')),
    ).toEqual([])
    return { ...ran, result, row: (step) => result.coverage.find((each) => each.step === step) }
  })
}

const told = ({ result }: Scanned): readonly string[] =>
  result.findings.map(({ fingerprint, severity }) => `${fingerprint} ${severity}`).toSorted()

let whole: Scanned
beforeAll(async () => {
  whole = await scan(await serve(), '--tier', 'deep')
})

describe('muster scan azure', () => {
  test('reads the company’s tenant whole, and keeps no secret', () => {
    const { code, stderr, result } = whole
    expect(code).toBe(0)
    expect(stderr).toContain('https://localhost')
    expect(result.scan.status).toBe('complete')
    expect(result.coverage.filter(({ status }) => status !== 'complete' && status !== 'skipped')).toEqual([])
    expect(result.findings.map(({ ruleId }) => ruleId)).toContain('entra-app-secret-long-lived')
  })

  // Reports are left out, because they are asked at Microsoft's own pace, two seconds a page.
  test('pages of three give the same findings', async () => {
    const usual = await scan(await serve(), '--tier', 'core')
    const paged = await scan(await serve({ pageSize: 3, shuffle: 7 }), '--tier', 'core')
    expect(told(usual).length).toBeGreaterThan(10)
    expect(told(paged)).toEqual(told(usual))
    expect(paged.result.scan.status).toBe('complete')
  })

  test('a storm of refusals for haste costs time and nothing else', async () => {
    const limits = {
      graph: { requests: 6, seconds: 1 },
      reports: { requests: 1, seconds: 1 },
      arm: { requests: 2, seconds: 1 },
      'resource-graph': { requests: 1, seconds: 1 },
    }
    const server = await serve({ limits })
    const slowed = await scan(server, '--tier', 'deep')
    const refused = Object.values(server.peaks().refused).reduce((sum, each) => sum + each, 0)
    expect(refused).toBeGreaterThan(5)
    expect(slowed.result.coverage.reduce((sum, { retries }) => sum + retries, 0)).toBeGreaterThan(0)
    expect(told(slowed)).toEqual(told(whole))
    expect(slowed.result.scan.status).toBe('complete')
  })

  test('a national cloud lacks reports and a catalogue, says so, and passes nothing on what it did not see', async () => {
    const national = { tenants: estate.tenants.map((each) => ({ ...each, cloud: 'national' as const })) }
    const { code, result, row } = await scan(
      await serve({ estate: national }),
      '--tier',
      'deep',
      '--fail-on',
      'unknown',
    )
    expect(code).toBe(2)
    for (const step of ['sign-in-activity', 'credential-activity', 'copilot-agents'])
      expect(row(step)).toMatchObject({ status: 'unsupported', missing: [] })
    expect(row('applications')).toMatchObject({ status: 'complete' })
    const unused = result.rules.find(({ id }) => id === 'entra-app-credential-unused')
    expect(unused).toMatchObject({ fail: 0, pass: 0 })
  })
})

describe('what cannot be signed in to ends with one sentence', () => {
  test.each([
    ['a wrong secret', 'bad-secret', /AADSTS7000215: .* Use the value of the secret, not its id/],
    ['a token that is over', 'expired-assertion', /AADSTS700024: .* make a new token/],
  ] as const)('%s', async (_name, signIn, sentence) => {
    const { code, stderr } = await run(await serve({ access: { signIn } }), ['scan', 'azure'])
    expect(code).toBe(2)
    expect(stderr).toMatch(sentence)
    expect(stderr).not.toMatch(/\n\s+at |CANARY/)
  })

  test('a tenant that is not there', async () => {
    const { code, stderr } = await run(await serve(), ['scan', 'azure', '--org', 'nobody.example'])
    expect([code, stderr.includes("Tenant 'nobody.example' not found. Check connectors.azure.tenants")]).toEqual([
      2,
      true,
    ])
  })

  test('an authority that nobody reaches', async () => {
    const server = await serve()
    const nowhere = { authority: 'https://localhost:6553', graph: server.url, resourceManager: server.url }
    const { code, stderr } = await run(server, ['scan', 'azure'], { config: { endpoints: nowhere } })
    expect(code).toBe(2)
    expect(stderr).toContain('https://localhost:6553 cannot be reached to sign in')
    expect(stderr).not.toMatch(/\n\s+at /)
  })

  test('an authority that nobody here trusts', async () => {
    const { code, stderr } = await run(await serve(), ['scan', 'azure'], { env: { NODE_EXTRA_CA_CERTS: '' } })
    expect(code).toBe(2)
    expect(stderr).toMatch(/certificate .* is not trusted here/)
  })

  test('no sign-in at all, and a secret that is not set', async () => {
    const none = await run(await serve(), ['scan', 'azure'], { config: { auth: undefined } })
    expect([none.code, none.stderr.includes('There is no sign-in for Microsoft.')]).toEqual([3, true])
    expect(none.stderr).toContain('az login')
    const empty = await run(await serve(), ['scan', 'azure'], { env: { AZURE_SECRET: '' } })
    expect([empty.code, empty.stderr.includes('AZURE_SECRET is empty')]).toEqual([3, true])
  })
})

describe('muster permissions azure', () => {
  const needs = [...new Set(connector.meta.steps.flatMap((step) => step.needs))]
  test.each(['native', 'terraform', 'list'])('--format %s names exactly what the steps declare', async (format) => {
    const { code, stdout } = await muster(['permissions', 'azure', '--format', format])
    expect(code).toBe(0)
    const named =
      format === 'list'
        ? stdout.trimEnd().split('\n')
        : [...stdout.matchAll(/^\s+"([^"\s]+)",?$/gm)].map(([, name]) => name)
    const extra = format === 'native' ? ['/providers/Microsoft.Management/managementGroups/ROOT'] : []
    expect(new Set(named)).toEqual(new Set([...needs, ...extra]))
  })
})

describe('muster doctor azure', () => {
  test('says of each permission that is missing what it costs', async () => {
    const graphRoles = connector.meta.steps
      .flatMap((step): readonly string[] => step.needs)
      .filter((need) => !['AuditLog.Read.All', 'Policy.Read.All'].includes(need))
    const server = await serve({
      access: { graphRoles, azure: { deniedTypes: ['Microsoft.KeyVault/vaults/secrets'] } },
    })
    const { code, stdout, stderr } = await run(server, ['doctor', 'azure', '--tier', 'deep'])
    expect(code).toBe(0)
    expect(stdout).toMatch(/denied\s+sign-in-activity\s+grant AuditLog\.Read\.All/)
    expect(stdout).toMatch(
      /Without AuditLog\.Read\.All: When secrets and certificates were last used; When applications last signed in .*\(\d+ rules?\)/,
    )
    expect(stdout).toMatch(/Without Policy\.Read\.All: Policies for consent and for credentials \(\d+ rules?\)/)
    expect(stdout).toMatch(/Without Microsoft\.KeyVault\/vaults\/secrets\/read: Secrets and keys of key vaults/)
    expect(stdout).toContain('Missing: AuditLog.Read.All, Microsoft.KeyVault/vaults/secrets/read, Policy.Read.All')
    expect(stdout + stderr).not.toMatch(/CANARY|\n\s+at /)
  })

  test('with everything that it needs, nothing is missing', async () => {
    const { code, stdout } = await run(await serve(), ['doctor', 'azure'])
    expect([code, stdout.trimEnd().endsWith('Nothing is missing.')]).toEqual([0, true])
  })
})
