/** Reads what the AWS CLI wrote, through the same mappers as what the API answers. */
import { facetOfFact, facetOfKind } from '../../model/facts/aws.ts'
import { scopeId, type Emission, type Scope } from '../../model/index.ts'
import { ConfigError } from '../errors.ts'
import type { ConnectorIo, OfflineFiles, OfflineScope, StepMeta } from '../contract.ts'
import { reportedKey } from './map/access-keys.ts'
import { detailsCollector } from './map/details-collector.ts'
import { readDetailsFile, readReportFile } from './map/offline-files.ts'
import { organizationRecords, readOrganizationFile, type OrganizationFile } from './map/offline-organization.ts'
import { resourceRecords } from './map/offline-resources.ts'
import { accountOfRow, readResourcesFile, type ResourceRow } from './map/offline-rows.ts'
import { rowRecords } from './map/passwords.ts'
import type { ReportRow } from './map/credential-report.ts'
import type { Place } from './map/place.ts'
import type { DetailsPage } from './map/rows.ts'
import { accountScopeId } from './session.ts'
import { rootIdentity } from './steps/identity.ts'

type Io = Pick<ConnectorIo, 'now' | 'fingerprint' | 'readFile'>
type Read = OfflineScope['records'][number]

interface AccountFiles {
  partition: string
  readonly details: DetailsPage[]
  /** How many of the files say that their list goes on, in the next file if there is one. */
  unfinished: number
  report?: readonly ReportRow[]
  readonly resources: ResourceRow[]
}

/**
 * One scope for the organization, if its file is given, and one for each account that any file tells of. What a file
 * does not list is not there; a step whose file is not given leaves a gap that names the file.
 */
export async function* readOffline(
  files: OfflineFiles,
  io: Io,
  steps: readonly StepMeta[],
): AsyncGenerator<OfflineScope> {
  const accounts = await readAccounts(files, io)
  const organization =
    files.organization === undefined
      ? undefined
      : readOrganizationFile(files.organization, await io.readFile(files.organization))
  if (organization !== undefined) yield organizationScope(organization)
  for (const [id, found] of [...accounts].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const scope = accountScope(id, organization)
    const place = { scope: scope.id, accountId: id, now: io.now }
    const read = readAccount(found, place, io, files.resources !== undefined)
    yield { scope, records: read.records, gaps: [...read.gaps, ...missing(found, files, steps)] }
  }
}

async function readAccounts(files: OfflineFiles, io: Io): Promise<ReadonlyMap<string, AccountFiles>> {
  const accounts = new Map<string, AccountFiles>()
  const at = (id: string, partition: string): AccountFiles => {
    const known = accounts.get(id) ?? { partition, details: [], unfinished: 0, resources: [] }
    accounts.set(id, known)
    return known
  }
  for (const path of files.from) {
    const { accountId, partition, page, more } = readDetailsFile(path, await io.readFile(path))
    const account = at(accountId, partition)
    account.details.push(page)
    if (more) account.unfinished += 1
  }
  for (const path of files.credentialReports) {
    const { accountId, partition, rows } = readReportFile(path, await io.readFile(path))
    at(accountId, partition).report = rows
  }
  if (files.resources !== undefined) {
    const alone = accounts.size === 1 ? [...accounts.keys()][0] : undefined
    for (const [index, row] of readResourcesFile(files.resources, await io.readFile(files.resources)).entries()) {
      const owner = accountOfRow(row)
      // Some ARNs name no account; with the files of one account there is no doubt whose they are.
      const accountId = owner?.accountId ?? alone
      if (accountId === undefined) throw ownerless(files.resources, index)
      at(accountId, owner?.partition ?? 'aws').resources.push(row)
    }
  }
  return accounts
}

function ownerless(path: string, index: number): ConfigError {
  const sentence = `${path} does not say which account the resource at [${index}] belongs to: its ARNs name none.`
  return new ConfigError(sentence, 'Give the ARN of the role that it runs with as roleArn, or leave the row out.')
}

function accountScope(id: string, organization: OrganizationFile | undefined): Scope {
  const member = organization?.accounts.find((account) => account.id === id)
  const parent = organization && member ? { parent: scopeId('aws', 'organization', organization.id) } : {}
  return { id: accountScopeId(id), provider: 'aws', kind: 'account', nativeId: id, name: member?.name ?? id, ...parent }
}

function organizationScope(file: OrganizationFile): OfflineScope {
  const id = scopeId('aws', 'organization', file.id)
  const scope: Scope = { id, provider: 'aws', kind: 'organization', nativeId: file.id, name: file.id }
  const { records, flaws } = organizationRecords(file, id)
  return {
    scope,
    records: records.map((record) => ({ step: 'organization', record })),
    gaps: flaws.map((detail) => ({ step: 'organization', reason: 'failed', detail })),
  }
}

function readAccount(found: AccountFiles, place: Place, io: Io, hasResources: boolean): Omit<OfflineScope, 'scope'> {
  const records: Read[] = [{ step: 'identity', record: rootIdentity(found.partition, place) }]
  const gaps: OfflineScope['gaps'][number][] = []
  const add = (step: string, emitted: readonly Emission[]): void => {
    for (const record of emitted) records.push({ step, record })
  }
  const collector = detailsCollector(place)
  for (const page of found.details) {
    const mapped = collector.page(page)
    add('authorization-details', mapped.records)
    for (const detail of mapped.flaws) gaps.push({ step: 'authorization-details', reason: 'failed', detail })
  }
  add('authorization-details', collector.finish())
  if (found.details.length > 0 && found.unfinished === found.details.length) {
    const detail = 'The file is cut off: its list goes on where it ends. Write it again without --max-items.'
    gaps.push({ step: 'authorization-details', reason: 'not-collected', detail })
  }
  for (const row of found.report ?? []) {
    add('credential-report', rowRecords(row, found.details.length > 0, place))
    for (const key of row.keys) add('access-keys', reportedKey(row, key, row.keys, place))
  }
  if (hasResources) {
    const profiles = found.details.length > 0 ? collector.instanceProfiles() : undefined
    const context = { fingerprint: io.fingerprint, profiles }
    for (const row of found.resources) add('resources', resourceRecords(row, place, context))
  }
  return { records, gaps }
}

type Missing = OfflineScope['gaps'][number]

/** The steps of an account that no file stands in for. */
function missing(found: AccountFiles, files: OfflineFiles, steps: readonly StepMeta[]): readonly Missing[] {
  const given = new Set<string>(['identity', 'access-key-ids'])
  if (found.details.length > 0) given.add('authorization-details')
  if (found.report !== undefined) for (const step of ['credential-report', 'access-keys']) given.add(step)
  if (files.organization !== undefined) given.add('membership')
  if (files.resources !== undefined) {
    for (const { id, emits } of steps) if (tellOfResources(emits)) given.add(id)
  }
  return steps
    .filter(({ id, scopes }) => scopes.includes('account') && !given.has(id))
    .map((step) => ({ step: step.id, reason: 'not-collected', detail: whichFile(step) }))
}

const resourceFacets = new Set(
  [...Object.values(facetOfKind), facetOfFact['ec2:instance.ssmManaged']].map((facet) => facet?.replace(/^aws\./, '')),
)

/** Steps whose facts a resources file has: what runs with which role, and what that needs. */
function tellOfResources(emits: readonly string[]): boolean {
  return emits.some((facet) => resourceFacets.has(facet))
}

function whichFile({ id, emits }: StepMeta): string {
  if (id === 'authorization-details') return 'No --from was given for this account.'
  if (id === 'credential-report' || id === 'access-keys') return 'No --credential-report was given for this account.'
  if (id === 'membership') return 'No --organization was given.'
  if (tellOfResources(emits)) return 'No --resources was given.'
  return 'None of the files that can be given holds this; scan the account itself to see it.'
}
