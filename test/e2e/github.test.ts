import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { companyDirectory, companyNow } from '../../fixtures/company.ts'
import { loadGithubEstate, type GithubEstate } from '../../fixtures/servers/github/estate.ts'
import { startGithubServer, type GithubServer } from '../../fixtures/servers/github/server.ts'
import type { Coverage, Finding, ResultHead } from '../../src/model/index.ts'
import { inDirectory, muster } from '../support/muster.ts'
import type { Ran } from '../support/muster.ts'

type Result = ResultHead & { readonly findings: readonly Finding[]; readonly unknowns: readonly object[] }

let estate: GithubEstate
const servers: GithubServer[] = []
beforeAll(async () => {
  estate = await loadGithubEstate(`${companyDirectory()}github`)
})
afterAll(() => Promise.all(servers.map((server) => server.close())))

async function serve(options: Partial<Parameters<typeof startGithubServer>[0]> = {}): Promise<string> {
  const server = await startGithubServer({ estate, now: companyNow, ...options })
  servers.push(server)
  return server.url
}

interface Scanned extends Ran {
  readonly result: Result
  readonly row: (step: string) => Coverage | undefined
}

/** With an account of the command line and nothing else: no file, one variable for the token, one for the server. */
async function scan(url: string, token: string, ...more: readonly string[]): Promise<Scanned> {
  return inDirectory(async (directory) => {
    const file = join(directory, 'result.json')
    const args = [
      'scan',
      'github',
      '--org',
      'larkspur',
      '--tier',
      'core',
      '--now',
      companyNow,
      '-f',
      `json=${file}`,
      ...more,
    ]
    const ran = await muster(args, { cwd: directory, env: { GITHUB_API_URL: url, GITHUB_TOKEN: token } })
    const result = JSON.parse(readFileSync(file, 'utf8')) as Result
    return { ...ran, result, row: (step) => result.coverage.find((each) => each.step === step) }
  })
}

describe('muster scan github --org, with nothing but GITHUB_TOKEN', () => {
  test('an owner’s classic token sees what owners see, and says what only apps are told', async () => {
    const { code, stderr, result, row } = await scan(await serve(), 'ghp_MUSTERCANARYtoken')
    expect(code).toBe(0)
    expect(stderr).toContain('Signed in with a classic token: GitHub tells only apps of fine-grained tokens.')
    expect(row('token-grants')).toMatchObject({
      status: 'denied',
      missing: ['organization_personal_access_tokens=read'],
    })
    expect(row('deploy-keys')).toMatchObject({ status: 'complete' })
    expect(result.findings.map(({ ruleId }) => ruleId)).toContain('github-deploy-key-write')
    expect(JSON.stringify(result) + stderr).not.toMatch(/CANARY/i)
  })

  test('a token of a member names the scopes that would open the rest, and passes nothing that it did not see', async () => {
    const url = await serve({ access: { scopes: ['repo', 'read:org'] } })
    const { code, stderr, result } = await scan(url, 'ghp_member')
    expect(code).toBe(0)
    expect(stderr).toContain('organization-secrets: denied; missing admin:org')
    const runners = result.rules.find(({ id }) => id === 'github-runner-public')
    expect(runners).toMatchObject({ fail: 0, pass: 0 })
    expect(result.coverage.filter(({ status }) => status === 'denied').every(({ missing }) => missing.length > 0)).toBe(
      true,
    )
  })

  test('the token of a run of Actions sees next to nothing, and says so', async () => {
    const { code, stderr, result } = await scan(await serve(), 'ghs_MUSTERCANARYactions')
    expect(code).toBe(0)
    expect(stderr).toContain('the token of a run of Actions')
    expect(result.scan.status).toBe('partial')
    expect(result.unknowns.length).toBeGreaterThan(20)
    expect(result.rules.every(({ pass }) => pass === 0)).toBe(true)
  })

  test('a limit of the hour that is used up leaves a partial scan that says when it ends', async () => {
    const limits = { hour: 60, resetSeconds: 7200 }
    const { code, result, stderr } = await scan(await serve({ limits }), 'ghp_owner', '--fail-on', 'unknown')
    expect(code).toBe(2)
    expect(result.scan.status).toBe('partial')
    const limited = result.coverage.filter(({ detail }) => detail?.includes('limit of requests an hour is used up'))
    expect(limited.length).toBeGreaterThan(0)
    expect(stderr).toContain('it is reset at')
  })
})

describe('what cannot be scanned', () => {
  test('an organization that is not there, or not for this token', async () => {
    const { code, stderr } = await muster(['scan', 'github', '--org', 'nowhere', '--store', 'sqlite::memory:'], {
      env: { GITHUB_API_URL: await serve(), GITHUB_TOKEN: 'ghp_owner' },
    })
    expect(code).toBe(2)
    expect(stderr).toContain('GitHub shows no organization nowhere to this sign-in.')
  })

  test('without any sign-in', async () => {
    const { code, stderr } = await muster(['scan', 'github', '--org', 'larkspur', '--store', 'sqlite::memory:'])
    expect(code).toBe(3)
    expect(stderr).toContain('There is no sign-in for GitHub.')
    expect(stderr).toContain('GITHUB_TOKEN')
  })

  test('with credentials that GitHub refuses', async () => {
    const { code, stderr } = await muster(['scan', 'github', '--org', 'larkspur', '--store', 'sqlite::memory:'], {
      env: { GITHUB_API_URL: await serve(), GITHUB_TOKEN: 'not-a-token' },
    })
    expect(code).toBe(2)
    expect(stderr).toContain('GitHub refuses the credentials; sign in again.')
  })

  test('a connector that knows no organizations', async () => {
    const { code, stderr } = await muster(['scan', 'aws', '--org', 'larkspur', '--store', 'sqlite::memory:'])
    expect(code).toBe(3)
    expect(stderr).toContain('--org goes with none of the connectors that were named.')
  })

  test('a name that no organization can have, and plain http to another machine', async () => {
    const wrong = await muster(['scan', 'github', '--org', '../x', '--store', 'sqlite::memory:'])
    expect([wrong.code, wrong.stderr.includes('no login of an organization')]).toEqual([3, true])
    const plain = await muster(['scan', 'github', '--org', 'x', '--store', 'sqlite::memory:'], {
      env: { GITHUB_API_URL: 'http://github.example', GITHUB_TOKEN: 'ghp_x' },
    })
    expect([plain.code, plain.stderr.includes('plain http')]).toEqual([3, true])
  })
})
