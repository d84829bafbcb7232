import type { FederatedCredentialFacts } from '../../../model/facts/entra.ts'
import type { StepMeta } from '../../contract.ts'
import { each, nameIn, tellUnread } from '../each.ts'
import { emitFederation } from '../map/federation.ts'
import { idOf } from '../place.ts'
import type { AzureContext } from '../place.ts'
import { all } from '../read.ts'
import { listIdentityFederation } from '../routes/identities.ts'

export const managedIdentityFederationMeta = {
  id: 'managed-identity-federation',
  title: 'Issuers that managed identities trust',
  tier: 'creds',
  scopes: ['tenant'],
  needs: ['Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials/read'],
  emits: ['managed-identity-federation'],
  after: ['managed-identities'],
} as const satisfies StepMeta

type Row = ReturnType<typeof listIdentityFederation.schema.parse>

interface Identity {
  readonly objectId: string
  readonly armId: string
}

/** One request for each identity: Resource Graph does not know them, and Graph tells those of applications alone. */
export async function managedIdentityFederation(context: AzureContext): Promise<void> {
  const { userIdentities } = context.session.facts
  if (userIdentities === undefined) return tellUnread(context, 'Which managed identities')
  const name = ({ armId }: Identity): string => nameIn(armId)
  await each(context, [...userIdentities.values()], { what: 'Issuers of', name }, async (identity) => {
    for (const row of await all(context, listIdentityFederation, { identity: identity.armId }))
      emitRow(context, identity, row)
  })
}

function emitRow(context: AzureContext, { armId, objectId }: Identity, { id, name, properties }: Row): void {
  const facts: FederatedCredentialFacts = {
    on: 'managed-identity',
    objectId: armId.toLowerCase(),
    name,
    issuer: properties.issuer,
    subject: properties.subject ?? null,
    expression: properties.claimsMatchingExpression?.value ?? null,
    audiences: (properties.audiences ?? []).toSorted(),
  }
  const signsIn = idOf(context, 'managed-identity', objectId)
  emitFederation(context, facts, { nativeId: id.toLowerCase(), signsIn, source: listIdentityFederation.operation })
}
