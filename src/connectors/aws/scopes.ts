/** What there is to read: the caller's account, or an organization and its accounts. */
import { scopeId, type Scope } from '../../model/index.ts'
import { AbsentError, AccessError, VendorError } from '../errors.ts'
import type { ConnectorIo, Opened } from '../contract.ts'
import { assumeRole } from './connect.ts'
import { instantOf } from './map/place.ts'
import { pages } from './regional.ts'
import {
  accountScopeId,
  ask,
  clientsOf,
  type AwsClient,
  type AwsSession,
  type Caller,
  type FoundAccount,
  type FoundOrganization,
} from './session.ts'

/**
 * Without `organization` in the configuration the caller's account; with it the organization first. When that cannot
 * be read, the caller's account is, and the error follows.
 */
export async function* scopes(client: AwsClient, io: ConnectorIo): AsyncGenerator<Scope> {
  const caller = await whoCalls(client, io)
  client.found.caller = caller
  if (client.config.organization === undefined) {
    yield accountScope({ id: caller.accountId, name: caller.accountId })
    return
  }
  let organization: FoundOrganization | undefined
  try {
    organization = await describeOrganization(client, io)
    client.found.organization = organization
    organization = { ...organization, accounts: await listAccounts(client, io) }
    client.found.organization = organization
  } catch (error) {
    if (!(error instanceof AccessError || error instanceof VendorError)) throw error
    if (organization !== undefined) yield organizationScope(organization)
    yield accountScope({ id: caller.accountId, name: caller.accountId }, organization)
    throw error
  }
  yield organizationScope(organization)
  for (const account of chosen(client, organization)) yield accountScope(account, organization)
}

function organizationScope({ id }: FoundOrganization): Scope {
  return { id: scopeId('aws', 'organization', id), provider: 'aws', kind: 'organization', nativeId: id, name: id }
}

function accountScope({ id, name }: Pick<FoundAccount, 'id' | 'name'>, organization?: FoundOrganization): Scope {
  const parent = organization === undefined ? {} : { parent: scopeId('aws', 'organization', organization.id) }
  return { id: accountScopeId(id), provider: 'aws', kind: 'account', nativeId: id, name, ...parent }
}

/** The state of an account that came without one: it is tried. */
const notSaid = 'UNKNOWN'

function chosen({ config, found }: AwsClient, { accounts }: FoundOrganization): readonly FoundAccount[] {
  const { include, exclude } = config.accounts
  const own = found.caller?.accountId
  return accounts.filter(
    ({ id, state }) =>
      (state === 'ACTIVE' || state === notSaid) &&
      (include.length === 0 || include.includes(id)) &&
      !exclude.includes(id) &&
      (config.organization?.managementOnly !== true || id === own),
  )
}

async function whoCalls(client: AwsClient, { call }: ConnectorIo): Promise<Caller> {
  const { Account, Arn } = await ask({ session: client, call }, 'sts', 'GetCallerIdentity', (sts, options) =>
    sts.getCallerIdentity({}, options),
  )
  const partition = /^arn:([^:]+):/.exec(Arn ?? '')?.[1]
  if (Account === undefined || Arn === undefined || partition === undefined) {
    throw new VendorError('AWS did not say whose credentials these are.', 'sts:GetCallerIdentity')
  }
  return { arn: Arn, accountId: Account, partition }
}

async function describeOrganization(client: AwsClient, { call }: ConnectorIo): Promise<FoundOrganization> {
  const { Organization } = await ask(
    { session: client, call },
    'organizations',
    'DescribeOrganization',
    (org, options) => org.describeOrganization({}, options),
  ).catch((error: unknown) => {
    if (!(error instanceof AbsentError)) throw error
    throw new VendorError(error.message, 'organizations:DescribeOrganization', 'unsupported')
  })
  const { Id: id, Arn: arn, MasterAccountId } = Organization ?? {}
  if (id === undefined || arn === undefined || MasterAccountId === undefined) {
    throw new VendorError(
      'The description of the organization came without its id.',
      'organizations:DescribeOrganization',
    )
  }
  return { id, arn, managementAccountId: MasterAccountId, accounts: [] }
}

/** Pages may be empty and yet carry a token: https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListAccounts.html */
async function listAccounts(client: AwsClient, { call }: ConnectorIo): Promise<readonly FoundAccount[]> {
  const accounts: FoundAccount[] = []
  const list = (token: string | undefined) =>
    ask({ session: client, call }, 'organizations', 'ListAccounts', (org, options) =>
      org.listAccounts(token === undefined ? {} : { NextToken: token }, options),
    )
  for await (const page of pages('organizations:ListAccounts', list, ({ NextToken }) => NextToken)) {
    for (const { Id, Arn, Name, State, Status, JoinedTimestamp, Paths } of page.Accounts ?? []) {
      if (Id === undefined) continue
      accounts.push({
        id: Id,
        arn: Arn ?? Id,
        name: Name ?? Id,
        state: State ?? Status ?? notSaid,
        joinedAt: instantOf(JoinedTimestamp) ?? null,
        path: pathOf(Paths, Id),
      })
    }
  }
  // Its management account at least is part of every organization.
  if (accounts.length === 0) {
    throw new VendorError('The list of the accounts of the organization came empty.', 'organizations:ListAccounts')
  }
  return accounts.toSorted((a, b) => (a.id < b.id ? -1 : 1))
}

/** `o-acme/r-root/ou-1/111122223333/` -> `['r-root', 'ou-1']` */
function pathOf(paths: readonly string[] | undefined, accountId: string): readonly string[] {
  const parts = (paths?.[0] ?? '').split('/')
  return parts.filter((part) => part !== '' && part !== accountId && !part.startsWith('o-'))
}

/** Signs in to one scope, and asks for the credential report at once: it is made while other steps run. */
export async function open(client: AwsClient, scope: Scope, io: ConnectorIo): Promise<Opened<AwsSession>> {
  const { config, endpointOf, handler, region, found } = client
  const caller = found.caller
  if (caller === undefined) throw new Error('a scope is opened before the caller is known')
  const own = scope.kind !== 'account' || scope.nativeId === caller.accountId
  const assumed = own
    ? undefined
    : await assumeRole(client, { accountId: scope.nativeId, partition: caller.partition }, io)
  const credentials = assumed?.credentials ?? client.credentials
  const accountId = own ? caller.accountId : scope.nativeId
  const parts = { config, accountId, partition: caller.partition, region, credentials, endpointOf }
  const session = {
    ...parts,
    caller: assumed === undefined ? caller : { ...caller, arn: assumed.arn, accountId },
    client: own ? client.client : clientsOf({ region, credentials, handler }, endpointOf),
    facts: { shared: new Map<string, unknown>() },
    ...(found.organization === undefined ? {} : { organization: found.organization }),
  }
  const reportRequest = scope.kind === 'account' ? await requestReport(session, io) : {}
  return { session: { ...session, reportRequest } }
}

async function requestReport(
  session: Pick<AwsSession, 'client'>,
  { call }: ConnectorIo,
): Promise<{ failure?: unknown }> {
  try {
    await ask({ session, call }, 'iam', 'GenerateCredentialReport', (iam, options) =>
      iam.generateCredentialReport({}, options),
    )
    return {}
  } catch (failure) {
    if (failure instanceof AccessError || failure instanceof VendorError) return { failure }
    throw failure
  }
}
