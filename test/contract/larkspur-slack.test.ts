/** Larkspur in Slack: a scan finds exactly what is planted, and with Okta beside it also who says that somebody left. */
import { generateKeyPairSync } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { oktaEstateOf } from '../../fixtures/servers/okta/estate.ts'
import type { GivenOkta } from '../../fixtures/servers/okta/estate.ts'
import { startOktaServer } from '../../fixtures/servers/okta/server.ts'
import { slackEstateOf } from '../../fixtures/servers/slack/estate.ts'
import type { SlackEstate } from '../../fixtures/servers/slack/estate.ts'
import { startSlackServer } from '../../fixtures/servers/slack/server.ts'
import type { SlackServerOptions } from '../../fixtures/servers/slack/server.ts'
import { larkspurOkta, musterClientId } from '../../scripts/estate/larkspur/okta/index.ts'
import { larkspurSlack, slackTokens } from '../../scripts/estate/larkspur/slack/index.ts'
import { connector as okta } from '../../src/connectors/okta/index.ts'
import { connector } from '../../src/connectors/slack/index.ts'
import { facetsOf } from '../../src/engine/facets.ts'
import { judge } from '../../src/engine/judge.ts'
import { openStore } from '../../src/inventory/store.ts'
import type { Store } from '../../src/inventory/store.ts'
import type { Finding } from '../../src/model/index.ts'
import type { AnyRule } from '../../src/rules/contract.ts'
import { scan, scanNow } from '../support/scan.ts'

const names = readdirSync(new URL('../../src/rules', import.meta.url)).filter((name) => name.startsWith('slack-'))
const rules = await Promise.all(
  names.map(async (name) => {
    const module = (await import(`../../src/rules/${name}/rule.ts`)) as { readonly rule: AnyRule }
    return module.rule
  }),
)
const { files, expected } = larkspurSlack()
const parts = Object.values(files).map((text) => JSON.parse(text) as Partial<SlackEstate>)
const estate = slackEstateOf(Object.assign({}, ...parts) as Partial<SlackEstate>)

async function scanned(
  options: Pick<SlackServerOptions, 'access' | 'faults'> = {},
  store: Store = openStore('sqlite::memory:'),
) {
  const server = await startSlackServer({ estate, now: scanNow, ...options })
  try {
    const ran = await scan({
      connector,
      store,
      tier: 'creds',
      env: {
        SLACK_TOKEN: slackTokens.workspace,
        SLACK_ORGANIZATION_TOKEN: slackTokens.organization,
        SLACK_CONFIGURATION_TOKEN: slackTokens.configuration,
      },
      config: {
        auth: {
          tokenEnvs: ['SLACK_TOKEN', 'SLACK_ORGANIZATION_TOKEN'],
          configurationTokenEnv: 'SLACK_CONFIGURATION_TOKEN',
        },
        endpoints: { api: `${server.url}/api`, audit: server.url },
      },
    })
    const findings: Finding[] = []
    const { unknowns } = judge({
      store,
      facets: facetsOf([connector.meta, okta.meta]),
      rules: rules.map((rule) => ({ rule, options: rule.options?.parse({}) ?? {} })),
      scopes: ran.collected.scopes.map((id) => ran.view(id).scope),
      now: scanNow,
      clock: { now: () => 0 },
      listener: () => undefined,
      found: (finding) => void findings.push(finding),
    })
    return { ...ran, findings, unknowns, operations: new Set(server.calls.map(({ operation }) => operation)) }
  } finally {
    await server.close()
  }
}

test('exactly what is planted is found, one defect at least for every rule', async () => {
  const { collected, findings, unknowns } = await scanned()
  expect(collected.status).toBe('complete')
  const found = findings.map(({ ruleId, subject, severity }) => `${ruleId} ${subject.nativeId} ${severity}`)
  expect(found.toSorted()).toEqual(
    expected.map(({ rule, subject, severity }) => `${rule} ${subject} ${severity}`).toSorted(),
  )
  expect([...new Set(expected.map(({ rule }) => rule))].toSorted()).toEqual(names.toSorted())
  // Muster’s own manifest is shown to who made it alone, and no list tells what kind of tokens an app has that nobody approved.
  expect(unknowns.map(({ ruleId, because, subjects }) => `${ruleId} ${because} ${subjects}`)).toEqual([
    'slack-token-rotation-off denied 1',
    'slack-user-token-app unsupported 1',
  ])
})

test('where Okta was scanned too, it is a witness that who let the agent in has left', async () => {
  const store = openStore('sqlite::memory:')
  const given = JSON.parse(larkspurOkta().files['organization.json'] ?? '') as GivenOkta
  const server = await startOktaServer({ estate: oktaEstateOf(given), now: scanNow })
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const env = { OKTA_KEY: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() }
  const auth = { clientId: musterClientId, privateKeyEnv: 'OKTA_KEY' }
  await scan({ connector: okta, store, env, config: { domain: 'larkspur.okta.com', endpoint: server.url, auth } })
  await server.close()
  const { findings } = await scanned({}, store)
  const [finding, ...others] = findings.filter(({ ruleId }) => ruleId === 'slack-app-installer-gone')
  expect(others).toEqual([])
  expect(finding?.message).toBe(
    'ChatGPT was let in by henrik.berg@larkspur.example, who has left, and still holds channels:history and groups:history.',
  )
  expect(finding?.data['chain']).toEqual([
    expect.stringMatching(
      /^Slack app ChatGPT .* -> let in by henrik\.berg@.* -> Slack workspace larkspur: .* is deactivated.*; Okta organization .* is deprovisioned since 2026-02-02$/,
    ),
  ])
  expect(finding?.evidence.map(({ source }) => source)).toEqual([
    'team.integrationLogs',
    'users.list',
    'GET /api/v1/users',
  ])
})

test('nothing secret is kept or said', async () => {
  const { text, findings } = await scanned()
  expect(JSON.stringify(estate).match(/CANARY/g)?.length).toBeGreaterThan(40)
  for (const said of [text, JSON.stringify(findings)]) expect(said).not.toMatch(/CANARY|xox[abpe]/)
})

/** What tells a finding from another, and how bad it is. */
const told = (findings: readonly Finding[]): ReadonlySet<string> =>
  new Set(findings.map(({ fingerprint, severity }) => `${fingerprint} ${severity}`))

/** What is wrong when one operation is refused: faults found for want of facts, and faults lost without a word. */
async function complaintsAbout(
  operation: string,
  whole: Awaited<ReturnType<typeof scanned>>,
): Promise<readonly string[]> {
  const { findings, unknowns, gaps, records } = await scanned({ faults: [{ kind: 'denied', operation }] })
  const known = told(whole.findings)
  const fresh = findings.filter(
    ({ fingerprint, severity, confidence }) => confidence === 'proven' && !known.has(`${fingerprint} ${severity}`),
  )
  const blind = new Set(unknowns.map(({ ruleId }) => ruleId))
  const fingerprints = new Set(findings.map(({ fingerprint }) => fingerprint))
  const listed = new Set(records.flatMap((record) => ('id' in record ? [record.id] : [])))
  // What is not even listed is judged by nobody; the coverage says so.
  const lost = whole.findings.filter(
    ({ fingerprint, subject, ruleId }) =>
      !fingerprints.has(fingerprint) && listed.has(subject.id) && !blind.has(ruleId),
  )
  return [
    ...(gaps.length === 0 ? [`${operation}: no gap`] : []),
    ...fresh.map(({ message }) => `${operation}: new: ${message}`),
    ...lost.map(({ message }) => `${operation}: lost: ${message}`),
  ]
}

test('what is refused finds no fault, and what was found with it is said to be unknown', async () => {
  const whole = await scanned()
  // Without a sign-in, or without knowing the workspaces, there is no scan.
  const operations = [...whole.operations].filter((operation) => !operation.startsWith('auth.'))
  expect(operations.length).toBeGreaterThan(6)
  const complaints: string[] = []
  for (const operation of operations) complaints.push(...(await complaintsAbout(operation, whole)))
  expect(complaints).toEqual([])
}, 60_000)
