import type { FederatedCredentialFacts } from '../../../model/facts/entra.ts'
import { AbsentError, AccessError, VendorError } from '../../errors.ts'
import type { StepMeta } from '../../contract.ts'
import { all as together } from '../../shared/fan-out.ts'
import { collectMisses } from '../../shared/misses.ts'
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

/** One request for each identity: Resource Graph does not know them, and Graph tells those of applications alone. */
export async function managedIdentityFederation(context: AzureContext): Promise<void> {
  const { userIdentities } = context.session.facts
  if (userIdentities === undefined) {
    const detail = 'Which managed identities there are was not read, so that their issuers were not asked for.'
    return context.gap({ reason: 'not-collected', detail })
  }
  const misses = collectMisses()
  await together([...userIdentities].toSorted(), async ([identity, objectId]) => {
    try {
      const rows = await all(context, listIdentityFederation, { identity })
      for (const row of rows) emitRow(context, identity, objectId, row)
    } catch (error) {
      if (error instanceof AbsentError) return
      if (!(error instanceof AccessError || error instanceof VendorError)) throw error
      misses.addError(identity.split('/').at(-1) ?? identity, error)
    }
  })
  misses.tell(context, 'Issuers that the managed identities trust:')
}

function emitRow(context: AzureContext, identity: string, objectId: string, { id, name, properties }: Row): void {
  const facts: FederatedCredentialFacts = {
    on: 'managed-identity',
    objectId: identity,
    name,
    issuer: properties.issuer,
    subject: properties.subject ?? null,
    expression: properties.claimsMatchingExpression?.value ?? null,
    audiences: (properties.audiences ?? []).toSorted(),
  }
  const signsIn = idOf(context, 'managed-identity', objectId)
  emitFederation(context, facts, { nativeId: id.toLowerCase(), signsIn, source: listIdentityFederation.operation })
}
