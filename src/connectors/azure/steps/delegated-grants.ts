import type { DelegatedGrantFacts } from '../../../model/facts/entra.ts'
import { unknown } from '../../../model/index.ts'
import type { StepMeta } from '../../contract.ts'
import { tellStrangers, tellUnlisted } from '../map/unlisted.ts'
import { idOf, orNone, placeOf } from '../place.ts'
import type { AzureContext } from '../place.ts'
import { rowsOf } from '../read.ts'
import { listDelegatedGrants } from '../routes/grants.ts'
import type { DelegatedGrant } from '../routes/grants.ts'

export const delegatedGrantsMeta = {
  id: 'delegated-grants',
  title: 'What applications may do in the name of people',
  tier: 'core',
  scopes: ['tenant'],
  needs: ['DelegatedPermissionGrant.Read.All'],
  emits: ['delegated-grants'],
  after: ['service-principals', 'agent-identities'],
} as const satisfies StepMeta

export async function delegatedGrants(context: AzureContext): Promise<void> {
  const { principals } = context.session.facts
  if (principals === undefined) return tellUnlisted(context, 'what they may do for people was not asked for')
  const strangers = new Set<string>()
  for await (const row of rowsOf(context, listDelegatedGrants)) {
    const client = principals.get(row.clientId)
    if (client === undefined) strangers.add(row.clientId)
    else if (client.entity !== undefined) emitGrant(context, row, client.entity)
  }
  tellStrangers(context, 'Delegated permissions were granted to', strangers.size)
}

function emitGrant(context: AzureContext, row: DelegatedGrant, client: string): void {
  const facts = factsOf(context, row)
  // Ids of grants are told apart by small and capital letters; these three object ids say the same.
  const id = idOf(context, 'delegated-grant', `${row.clientId}/${row.resourceId}/${row.principalId ?? 'all'}`)
  const whom = row.consentType === 'AllPrincipals' ? 'everybody' : 'one user'
  context.emit({
    type: 'resource',
    id,
    ...placeOf(context),
    kind: 'delegated-grant',
    nativeId: row.id,
    name: `${typeof facts.apiName === 'string' ? facts.apiName : row.resourceId} for ${whom}`,
    facts,
  })
  const evidence = [{ source: listDelegatedGrants.operation, detail: `scope ${facts.scopes.join(' ')}` }]
  context.emit({ type: 'edge', kind: 'grants', from: client, to: id, via: row.id, level: 'configured', evidence })
}

function factsOf(
  { session }: AzureContext,
  { clientId, consentType, principalId, resourceId, scope }: DelegatedGrant,
): DelegatedGrantFacts {
  const { apis, principals } = session.facts
  const api = apis?.get(resourceId) ?? principals?.get(resourceId)
  return {
    clientId,
    consentType,
    principalId: orNone(principalId),
    apiAppId: api?.appId ?? unknown('failed'),
    apiName: api?.name ?? unknown('failed'),
    scopes: [...new Set((scope ?? '').split(/\s+/).filter((name) => name !== ''))].toSorted(),
  }
}
