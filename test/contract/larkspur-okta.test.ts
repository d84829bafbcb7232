/** Larkspur at Okta: a scan finds exactly what is planted. */
import { generateKeyPairSync } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { oktaEstateOf } from '../../fixtures/servers/okta/estate.ts'
import type { GivenOkta } from '../../fixtures/servers/okta/estate.ts'
import { startOktaServer } from '../../fixtures/servers/okta/server.ts'
import type { ServerOptions } from '../../fixtures/servers/okta/server.ts'
import { larkspurOkta, musterClientId } from '../../scripts/estate/larkspur/okta/index.ts'
import { connector } from '../../src/connectors/okta/index.ts'
import { facetsOf } from '../../src/engine/facets.ts'
import { judge } from '../../src/engine/judge.ts'
import { openStore } from '../../src/inventory/store.ts'
import type { Finding } from '../../src/model/index.ts'
import type { AnyRule } from '../../src/rules/contract.ts'
import { scan, scanNow } from '../support/scan.ts'

const names = readdirSync(new URL('../../src/rules', import.meta.url)).filter(
  (name) => name.startsWith('okta-') || name === 'nhi-owner-departed',
)
const rules = await Promise.all(
  names.map(async (name) => {
    const module = (await import(`../../src/rules/${name}/rule.ts`)) as { readonly rule: AnyRule }
    return module.rule
  }),
)
const { files, expected } = larkspurOkta()
const given = JSON.parse(files['organization.json'] ?? '') as GivenOkta

async function scanned(options: Pick<ServerOptions, 'access' | 'faults'> = {}) {
  const server = await startOktaServer({ estate: oktaEstateOf(given), now: scanNow, ...options })
  const store = openStore('sqlite::memory:')
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  try {
    const ran = await scan({
      connector,
      store,
      tier: 'deep',
      env: { OKTA_KEY: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() },
      config: {
        domain: 'larkspur.okta.com',
        endpoint: server.url,
        auth: { clientId: musterClientId, privateKeyEnv: 'OKTA_KEY' },
      },
    })
    const findings: Finding[] = []
    const { unknowns } = judge({
      store,
      facets: facetsOf([connector.meta]),
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
  const { collected, findings, unknowns } = await scanned({ access: { bound: true } })
  expect(collected.status).toBe('complete')
  const found = findings.map(({ ruleId, subject, severity }) => `${ruleId} ${subject.nativeId} ${severity}`)
  expect(found.toSorted()).toEqual(
    expected.map(({ rule, subject, severity }) => `${rule} ${subject} ${severity}`).toSorted(),
  )
  expect(unknowns).toEqual([])
  expect([...new Set(expected.map(({ rule }) => rule))].toSorted()).toEqual(names.toSorted())
})

test('nothing secret is kept or said', async () => {
  const { text, findings } = await scanned()
  expect(JSON.stringify(given).match(/CANARY/g)?.length).toBeGreaterThan(50)
  for (const said of [text, JSON.stringify(findings)]) expect(said).not.toMatch(/CANARY|PRIVATE KEY/)
})

/** What tells a finding from another, and how bad it is. */
const told = (findings: readonly Finding[]): ReadonlySet<string> =>
  new Set(findings.map(({ fingerprint, severity }) => `${fingerprint} ${severity}`))

test('what is refused finds no fault, and what was found with it is said to be unknown', async () => {
  const whole = await scanned()
  const known = told(whole.findings)
  const complaints: string[] = []
  for (const operation of whole.operations) {
    // Without the organization's id, and without a token, there is no scan.
    if (/okta-organization|\/token$/.test(operation)) continue
    const { findings, unknowns, gaps, records } = await scanned({ faults: [{ kind: 'denied', operation }] })
    if (gaps.length === 0) complaints.push(`${operation}: no gap`)
    const fresh = findings.filter(
      ({ fingerprint, severity, confidence }) => confidence === 'proven' && !known.has(`${fingerprint} ${severity}`),
    )
    complaints.push(...fresh.map(({ message }) => `${operation}: ${message}`))
    const blind = new Set(unknowns.map(({ ruleId }) => ruleId))
    const fingerprints = new Set(findings.map(({ fingerprint }) => fingerprint))
    const listed = new Set(records.flatMap((record) => ('id' in record ? [record.id] : [])))
    // What is not even listed is judged by nobody; the coverage says so.
    const lost = whole.findings.filter(
      ({ fingerprint, subject, ruleId }) =>
        !fingerprints.has(fingerprint) && listed.has(subject.id) && !blind.has(ruleId),
    )
    complaints.push(...lost.map(({ ruleId }) => `${operation}: ${ruleId} is silent`))
  }
  expect(complaints).toEqual([])
}, 60_000)
