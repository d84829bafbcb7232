/** Larkspur's clusters: a scan finds exactly what is planted, and with AWS and Microsoft beside them who becomes whom there. */
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { companyDirectory } from '../../fixtures/company.ts'
import { loadEstate } from '../../fixtures/servers/aws/estate.ts'
import { startAwsServer } from '../../fixtures/servers/aws/server.ts'
import { loadAzureEstate } from '../../fixtures/servers/azure/estate.ts'
import type { AzureEstate, AzureTenant, ObjectRow } from '../../fixtures/servers/azure/estate.ts'
import type { KubernetesCluster } from '../../fixtures/servers/kubernetes/estate.ts'
import { kubeconfigFor, startKubernetesServer } from '../../fixtures/servers/kubernetes/server.ts'
import type { ServerOptions } from '../../fixtures/servers/kubernetes/server.ts'
import { makeAccount } from '../../scripts/estate/account.ts'
import { makeTenant } from '../../scripts/estate/larkspur/azure/builder.ts'
import { guid } from '../../scripts/estate/larkspur/azure/ids.ts'
import { ledger } from '../../scripts/estate/larkspur/github/company.ts'
import {
  clusterNames,
  larkspurKubernetes,
  plantClusterFederation,
  plantClusterRoles,
} from '../../scripts/estate/larkspur/kubernetes/index.ts'
import { connector as aws } from '../../src/connectors/aws/index.ts'
import { connector as azure } from '../../src/connectors/azure/index.ts'
import { connector } from '../../src/connectors/kubernetes/index.ts'
import { facetsOf } from '../../src/engine/facets.ts'
import { judge } from '../../src/engine/judge.ts'
import { openStore } from '../../src/inventory/store.ts'
import type { Store } from '../../src/inventory/store.ts'
import type { Finding, FoundPath } from '../../src/model/index.ts'
import type { AnyRule } from '../../src/rules/contract.ts'
import { awsEnv } from '../support/aws-scan.ts'
import { trustedAzureServer } from '../support/azure-scan.ts'
import { scan, scanNow } from '../support/scan.ts'

const names = readdirSync(new URL('../../src/rules', import.meta.url)).filter((name) => name.startsWith('k8s-'))
const rules = await Promise.all(
  names.map(async (name) => {
    const module = (await import(`../../src/rules/${name}/rule.ts`)) as { readonly rule: AnyRule }
    return module.rule
  }),
)
const { files, expected } = larkspurKubernetes()
const clusters = Object.values(files).map((text) => JSON.parse(text) as KubernetesCluster)

async function scanned(options: Partial<ServerOptions> = {}, store: Store = openStore('sqlite::memory:')) {
  const server = await startKubernetesServer({ estate: { clusters }, now: scanNow, ...options })
  try {
    const ran = await scan({
      connector,
      store,
      tier: 'deep',
      env: { LARKSPUR_KUBECONFIG: kubeconfigFor(server.url, clusterNames) },
      config: { kubeconfigEnv: 'LARKSPUR_KUBECONFIG', contexts: ['*'], secretMetadata: true },
    })
    const findings: Finding[] = []
    const { unknowns } = judge({
      store,
      facets: facetsOf([connector.meta, aws.meta, azure.meta]),
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

/** The clouds' side of it: an account of AWS that holds nothing else, and the company's tenant with the cluster's part. */
async function withClouds(): Promise<Store> {
  const store = openStore('sqlite::memory:')
  await scanAccount(store)
  await scanTenant(store)
  return store
}

async function scanTenant(store: Store): Promise<void> {
  const tenant = makeTenant(guid('user ada.stone'))
  plantClusterFederation(tenant, ledger().expect)
  const planted = tenant.build({ graph: {}, managementGroups: [], subscriptions: [] })
  const company = await loadAzureEstate(`${companyDirectory()}azure`)
  const estate: AzureEstate = { ...company, tenants: company.tenants.map((own) => joined(own, planted)) }
  const server = await trustedAzureServer({ estate, now: scanNow })
  const [clientId] = estate.tenants.flatMap(({ graph }) =>
    graph.applications.filter((row) => row['displayName'] === 'muster').map((row) => String(row['appId'])),
  )
  const config = {
    tenants: estate.tenants.map((own) => own.tenantId),
    endpoints: { authority: server.authority, graph: server.url, resourceManager: server.url },
    auth: { clientId, secretEnv: 'MUSTER_AZURE_SECRET' },
  }
  await scan({ connector: azure, config, store, tier: 'creds', env: { MUSTER_AZURE_SECRET: 'x' } })
  await server.close()
}

/** What was planted, beside what is there. */
function joined(own: AzureTenant, { graph, arm }: AzureTenant): AzureTenant {
  return {
    ...own,
    graph: {
      ...own.graph,
      servicePrincipals: [
        ...own.graph.servicePrincipals,
        ...graph.servicePrincipals.filter(isNew(own.graph.servicePrincipals)),
      ],
    },
    arm: {
      ...own.arm,
      resources: [...own.arm.resources, ...arm.resources],
      roleAssignments: [...own.arm.roleAssignments, ...arm.roleAssignments],
      children: { ...own.arm.children, ...arm.children },
    },
  }
}

function isNew(known: readonly ObjectRow[]): (row: ObjectRow) => boolean {
  const ids = new Set(known.map(({ id }) => id))
  return ({ id }) => !ids.has(id)
}

async function scanAccount(store: Store): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'muster-clusters-'))
  try {
    const prod = makeAccount('111122223333', 'larkspur-prod', ['eu-west-1'], 'larkspur-external-id')
    plantClusterRoles(prod)
    for (const [path, text] of Object.entries(prod.files())) {
      mkdirSync(dirname(join(folder, path)), { recursive: true })
      writeFileSync(join(folder, path), text)
    }
    const server = await startAwsServer({ estate: await loadEstate(folder), now: scanNow })
    const config = { region: 'eu-west-1', endpoint: server.url }
    await scan({ connector: aws, config, store, tier: 'deep', env: awsEnv })
    await server.close()
  } finally {
    rmSync(folder, { recursive: true })
  }
}
const told = (findings: readonly Finding[]): readonly string[] =>
  findings.map(({ ruleId, subject, severity }) => `${ruleId} ${subject.nativeId} ${severity}`).toSorted()

test('exactly what is planted is found, one defect at least for every rule', async () => {
  const { collected, findings, unknowns } = await scanned({}, await withClouds())
  expect(collected.status).toBe('complete')
  expect(told(findings)).toEqual(
    expected.map(({ rule, subject, severity }) => `${rule} ${subject} ${severity}`).toSorted(),
  )
  expect(unknowns).toEqual([])
  expect([...new Set(expected.map(({ rule }) => rule))].toSorted()).toEqual(names.toSorted())
}, 60_000)

test('chains are told from the account to the administrator of the cloud, hop by hop', async () => {
  const { findings } = await scanned({}, await withClouds())
  const chains = findings
    .filter(({ ruleId }) => ruleId === 'k8s-sa-cloud-identity-privileged')
    .map(({ data }) => (data['paths'] as unknown as readonly FoundPath[])[0])
  expect(chains.map((path) => path?.hops.map(({ fromName, toName, to }) => `${fromName} > ${toName ?? to}`))).toEqual([
    ['platform/cloud-controller > arn:aws:iam::111122223333:role/eks-cloud-controller'],
    ['runners/open-builds > arn:aws:iam::111122223333:role/eks-open-builds'],
    ['simulation/pallet-controller > id-pallet-controller'],
  ])
  expect(chains.map((path) => path?.verdict)).toEqual(['proven', 'proven', 'proven'])
}, 60_000)

test('what only clouds can tell is unknown where they were not scanned', async () => {
  const { findings, unknowns } = await scanned()
  expect(findings.filter(({ ruleId }) => /cloud-identity|node-role/.test(ruleId))).toEqual([])
  expect(new Set(unknowns.map(({ ruleId }) => ruleId))).toEqual(
    new Set(['k8s-node-role-reachable', 'k8s-sa-cloud-identity-privileged']),
  )
})

test('nothing secret is kept or said', async () => {
  const { text, findings } = await scanned()
  expect(JSON.stringify(clusters).match(/CANARY/g)?.length).toBeGreaterThan(50)
  for (const said of [text, JSON.stringify(findings)]) expect(said).not.toContain('CANARY')
})

/** What tells a finding from another, and how bad it is. */
const worth = (findings: readonly Finding[]): ReadonlySet<string> =>
  new Set(findings.map(({ fingerprint, severity }) => `${fingerprint} ${severity}`))

test('what is refused finds no fault, and what was found with it is said to be unknown', async () => {
  const whole = await scanned()
  const known = worth(whole.findings)
  const complaints: string[] = []
  for (const operation of whole.operations) {
    // The cluster has another id then, and everything in it with it.
    if (operation === 'get namespaces') continue
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
}, 120_000)
