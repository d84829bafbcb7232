import { unknown, type Known } from '../../../model/index.ts'
import type {
  OrganizationAccountFacts,
  OrganizationFacts,
  OrganizationPolicyFacts,
  OrganizationPolicyType as PolicyType,
} from '../../../model/facts/aws.ts'
import { AbsentError, VendorError } from '../../errors.ts'
import type { StepMeta } from '../../contract.ts'
import { entityId } from '../../../model/index.ts'
import type { Clients } from '../client.ts'
import { documentOf } from '../map/policy.ts'
import { pages as pagesOf } from '../regional.ts'
import { ask, type FoundOrganization } from '../session.ts'
import { eachOf, type AwsContext } from './place.ts'

export const organizationMeta = {
  id: 'organization',
  title: 'Accounts and policies of the organization',
  tier: 'core',
  scopes: ['organization'],
  needs: [
    'organizations:DescribeOrganization',
    'organizations:ListAccounts',
    'organizations:ListRoots',
    'organizations:ListDelegatedAdministrators',
    'organizations:ListDelegatedServicesForAccount',
    'organizations:ListPolicies',
    'organizations:DescribePolicy',
    'organizations:ListTargetsForPolicy',
  ],
  emits: ['organization'],
} as const satisfies StepMeta

/** The organization and its accounts were found while scopes were looked for; the rest is asked for here. */
export async function organization(context: AwsContext): Promise<void> {
  const found = context.session.organization
  if (found === undefined || found.accounts.length === 0) {
    throw new VendorError(
      'The accounts of the organization were not read.',
      'organizations:ListAccounts',
      'not-collected',
    )
  }
  const { roots, policyTypes } = await listRoots(context)
  const facts = { managementAccountId: found.managementAccountId, policyTypes } satisfies OrganizationFacts
  emitResource(context, 'organizations:organization', found.id, found.id, { ...facts, roots })
  await emitAccounts(context, found)
  await emitPolicies(context, 'SERVICE_CONTROL_POLICY', 'organizations:service-control-policy')
  await emitPolicies(context, 'RESOURCE_CONTROL_POLICY', 'organizations:resource-control-policy')
}

type Facts = Parameters<AwsContext['emit']>[0] extends infer R
  ? R extends { type: 'resource'; facts: infer F }
    ? F
    : never
  : never

function emitResource(context: AwsContext, kind: string, nativeId: string, name: string, facts: Facts): void {
  const { scope } = context
  const id = entityId('aws', scope.nativeId, kind, nativeId)
  context.emit({ type: 'resource', id, provider: 'aws', scope: scope.id, kind, nativeId, name, facts })
}

type Organizations = Clients['organizations']
type Options = { readonly abortSignal: AbortSignal }

/** A page may be empty and yet not the last: only a missing token ends the list. */
function pages<P extends { NextToken?: string | undefined }>(
  context: AwsContext,
  operation: string,
  send: (client: Organizations, token: { NextToken?: string }, options: Options) => Promise<P>,
): AsyncGenerator<P> {
  const fetch = (token: string | undefined): Promise<P> =>
    ask(context, 'organizations', operation, (client, options) =>
      send(client, token === undefined ? {} : { NextToken: token }, options),
    )
  return pagesOf(`organizations:${operation}`, fetch, ({ NextToken }) => NextToken)
}

interface Roots {
  readonly roots: readonly string[]
  readonly policyTypes: Known<readonly PolicyType[]>
}

const policyTypes = ['SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY'] as const satisfies readonly PolicyType[]

/** Policies are switched on by type, at the root: https://docs.aws.amazon.com/organizations/latest/APIReference/API_Root.html */
async function listRoots(context: AwsContext): Promise<Roots> {
  const roots: string[] = []
  const enabled = new Set<string>()
  let told = true
  for await (const page of pages(context, 'ListRoots', (org, token, options) => org.listRoots(token, options))) {
    for (const { Id, PolicyTypes } of page.Roots ?? []) {
      if (Id !== undefined) roots.push(Id)
      told &&= PolicyTypes !== undefined
      for (const { Type, Status } of PolicyTypes ?? []) if (Type && Status === 'ENABLED') enabled.add(Type)
    }
  }
  const known = told && roots.length > 0
  return {
    roots: roots.toSorted(),
    policyTypes: known ? policyTypes.filter((type) => enabled.has(type)) : unknown('not-collected'),
  }
}

async function emitAccounts(context: AwsContext, found: FoundOrganization): Promise<void> {
  const delegated = new Map<string, readonly string[]>()
  const admins = pages(context, 'ListDelegatedAdministrators', (org, token, options) =>
    org.listDelegatedAdministrators(token, options),
  )
  for await (const page of admins) {
    for (const { Id } of page.DelegatedAdministrators ?? []) {
      if (Id !== undefined) delegated.set(Id, await delegatedServices(context, Id))
    }
  }
  for (const account of found.accounts) {
    const facts = {
      state: account.state,
      path: account.path,
      delegatedServices: delegated.get(account.id) ?? [],
    } satisfies OrganizationAccountFacts
    const management = account.id === found.managementAccountId
    emitResource(context, 'organizations:account', account.id, account.name, {
      ...facts,
      arn: account.arn,
      joinedAt: account.joinedAt,
      management,
    })
  }
}

async function delegatedServices(context: AwsContext, AccountId: string): Promise<readonly string[]> {
  const services: string[] = []
  const listed = pages(context, 'ListDelegatedServicesForAccount', (org, token, options) =>
    org.listDelegatedServicesForAccount({ AccountId, ...token }, options),
  )
  for await (const page of listed) {
    services.push(...(page.DelegatedServices ?? []).flatMap(({ ServicePrincipal }) => ServicePrincipal ?? []))
  }
  return services.toSorted()
}

/** By policy rather than by target: there are fewer policies than accounts. */
async function emitPolicies(context: AwsContext, Filter: PolicyType, kind: string): Promise<void> {
  const found: { readonly id: string; readonly arn: string; readonly name: string }[] = []
  const listed = pages(context, 'ListPolicies', (org, token, options) =>
    org.listPolicies({ Filter, ...token }, options),
  )
  for await (const page of listed) {
    for (const { Id, Arn, Name } of page.Policies ?? []) {
      if (Id !== undefined) found.push({ id: Id, arn: Arn ?? Id, name: Name ?? Id })
    }
  }
  await eachOf(found, async ({ id, arn, name }) => {
    const document = await readDocument(context, id, name)
    const facts = { document, targets: await readTargets(context, id) } satisfies OrganizationPolicyFacts
    emitResource(context, kind, arn, name, { ...facts })
  })
}

async function readDocument(
  context: AwsContext,
  PolicyId: string,
  name: string,
): Promise<OrganizationPolicyFacts['document']> {
  const answer = await ask(context, 'organizations', 'DescribePolicy', (org, options) =>
    org.describePolicy({ PolicyId }, options),
  ).catch((error: unknown) => {
    if (!(error instanceof AbsentError)) throw error
  })
  const document = documentOf(answer?.Policy?.Content)
  if (document === null || 'unknown' in document) {
    context.gap({ reason: 'failed', detail: `The policy ${name} of the organization could not be read.` })
    return unknown('failed')
  }
  return document
}

async function readTargets(context: AwsContext, PolicyId: string): Promise<Known<readonly string[]>> {
  const targets: string[] = []
  const listed = pages(context, 'ListTargetsForPolicy', (org, token, options) =>
    org.listTargetsForPolicy({ PolicyId, ...token }, options),
  )
  for await (const page of listed) targets.push(...(page.Targets ?? []).flatMap(({ TargetId }) => TargetId ?? []))
  return targets.toSorted()
}
