/** Reads the files of many cases as the accounts of one organization, and judges them, all in this process. */
import { createHash } from 'node:crypto'
import { connector } from '../../../src/connectors/aws/index.ts'
import { assess } from '../../../src/engine/assess.ts'
import { facetsOf } from '../../../src/engine/facets.ts'
import { findingsOf } from '../../../src/inventory/results.ts'
import { openStore, type Store } from '../../../src/inventory/store.ts'
import type { Coverage, Finding, FoundPath, Gap, Scope } from '../../../src/model/index.ts'
import { rule as chains } from '../../../src/rules/aws-principal-path-to-admin/rule.ts'
import { rule as directly } from '../../../src/rules/aws-principal-privesc/rule.ts'
import { settleRules } from '../../../src/rules/settings.ts'
import type { Row } from '../../../fixtures/servers/aws/estate.ts'
import type { CaseFiles } from './files.ts'
import { foreignAccount, type EscalationCase } from './world.ts'

const now = '2026-11-21T10:00:00Z'
const judgedBy = [directly, chains]

export interface Told {
  /** Native id of whom it is told. */
  readonly of: string
  readonly path: FoundPath
}

export interface Seen {
  /** By account. */
  readonly paths: ReadonlyMap<string, readonly Told[]>
  /** Steps that broke or could not read what they were given, with the reason. */
  readonly gaps: readonly Gap[]
}

interface Given {
  readonly which: EscalationCase
  readonly files: CaseFiles
}

const batchSize = 50

/** Cases that leave out the same file: `--organization` and `--resources` are one file for all accounts. */
export async function look(given: readonly Given[]): Promise<Seen> {
  const seen: Seen[] = []
  for (const [without, alike] of Map.groupBy(given, ({ which }) => which.without)) {
    for (let at = 0; at < alike.length; at += batchSize)
      seen.push(await lookAt(without, alike.slice(at, at + batchSize)))
  }
  return {
    paths: new Map(seen.flatMap(({ paths }) => [...paths])),
    gaps: seen.flatMap(({ gaps }) => gaps),
  }
}

async function lookAt(without: EscalationCase['without'], batch: readonly Given[]): Promise<Seen> {
  const files = new Map<string, string>()
  for (const { which, files: each } of batch) {
    files.set(`${which.account}.json`, JSON.stringify(each.details))
    if (each.foreign !== undefined) files.set(`${foreignAccount(which.account)}.json`, JSON.stringify(each.foreign))
    if (without !== 'report') files.set(`${which.account}.csv`, each.report)
  }
  files.set('org.json', JSON.stringify(organizationOf(batch.map(({ which }) => which))))
  files.set('resources.json', JSON.stringify(batch.flatMap((each) => each.files.resources)))
  const named = (end: string): readonly string[] =>
    [...files.keys()].filter((name) => /^\d/.test(name) && name.endsWith(end))
  const io = {
    now,
    fingerprint: (value: string) => createHash('sha256').update(value).digest('hex'),
    readFile: async (path: string) => files.get(path) ?? Promise.reject(new Error(`There is no file ${path}.`)),
  }
  const asked = {
    from: named('.json'),
    credentialReports: named('.csv'),
    ...(without === 'organization' ? {} : { organization: 'org.json' }),
    ...(without === 'resources' ? {} : { resources: 'resources.json' }),
  }
  const store = openStore('sqlite::memory:')
  const scan = store.beginScan({ connectors: ['aws'], digest: without }, `scan-${without}`, now, false, {
    process: 0,
    isAlive: () => false,
  })
  const gaps: Gap[] = []
  for await (const { scope, records, gaps: lost } of connector.offline?.(asked, io) ?? []) {
    const lacks = lost.map((gap): Gap => ({ connector: 'aws', scope: scope.id, ...gap }))
    for (const { step, record } of records) store.stage(scan.id, scope.id, step, [record])
    store.commitScope(scan.id, scope, {
      connector: 'aws',
      collectedAt: now,
      coverage: lacks.map(coverageOf),
      gaps: lacks,
    })
    gaps.push(...lacks)
  }
  store.endScan(scan.id, now, 'partial')
  const paths = judged(store, scan.id, gaps.map(coverageOf))
  store.close()
  return { paths, gaps }
}

const coverageOf = ({ connector: of, scope, step }: Gap): Coverage => ({
  connector: of,
  scope,
  step,
  status: 'skipped',
  missing: [],
  calls: 0,
  retries: 0,
  records: 0,
  seconds: 0,
})

function judged(store: Store, scan: string, coverage: readonly Coverage[]): Seen['paths'] {
  const { settings } = settleRules(judgedBy, {})
  const scopes = store
    .scopesOf(scan)
    .map(({ connector: _connector, collectedAt: _collectedAt, ...scope }): Scope => scope)
  assess({
    store,
    scopes,
    coverage,
    now,
    facets: facetsOf([connector.meta]),
    rules: settings,
    waivers: [],
    version: '0',
    scan: { id: scan, startedAt: now, finishedAt: now, status: 'partial', connectors: ['aws'] },
    clock: { now: () => Date.parse(now) },
    listener: () => undefined,
  })
  const told = [...findingsOf(store.db, scan)].flatMap(toldBy)
  return Map.groupBy(told, ({ of }) => of.split(':')[4] ?? '')
}

function toldBy({ subject, data }: Finding): readonly Told[] {
  const paths = data['paths'] as unknown as readonly FoundPath[]
  return paths.map((path) => ({ of: subject.nativeId, path }))
}

/** Every account in a unit of its own; FullAWSAccess everywhere, but where a case has it replaced. */
function organizationOf(batch: readonly EscalationCase[]): Row {
  const members = batch.filter(({ world }) => world.isOutsideOrganization !== true)
  const units = members.flatMap(({ account, world }) => [
    { account, scp: world.scp },
    ...(world.foreignRoles === undefined ? [] : [{ account: foreignAccount(account), scp: undefined }]),
  ])
  return {
    id: 'o-acme',
    managementAccountId: batch.find(({ world }) => world.isManagementAccount)?.account ?? '999999999999',
    accounts: units.map(({ account: id }) => ({ id, name: `case-${id}`, path: ['r-acme', `ou-acme-${id}`] })),
    serviceControlPolicies: [
      allows('r-acme'),
      ...units.flatMap(({ account, scp }) => {
        const unit = `ou-acme-${account}`
        const document = { Version: '2012-10-17', Statement: scp?.statements ?? [] }
        return [
          ...(scp?.instead === true ? [] : [allows(unit)]),
          ...(scp === undefined
            ? []
            : [{ target: scp.at === 'account' ? account : unit, name: `guard-${account}`, document }]),
          allows(account),
        ]
      }),
    ],
    resourceControlPolicies: [
      { target: 'r-acme', name: 'RCPFullAWSAccess', document: fullOfResources },
      ...members.flatMap(({ account, world }) => {
        const document = { Version: '2012-10-17', Statement: world.rcp ?? [] }
        return world.rcp === undefined ? [] : [{ target: `ou-acme-${account}`, name: `perimeter-${account}`, document }]
      }),
    ],
  }
}

const full = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] }
const fullOfResources = { ...full, Statement: full.Statement.map((each) => ({ ...each, Principal: '*' })) }
const allows = (target: string): Row => ({ target, name: 'FullAWSAccess', document: full })
