/** A trust in another issuer's tokens, as a credential of whoever they sign in as. */
import type { FederatedCredentialFacts } from '../../../model/facts/entra.ts'
import { unknown } from '../../../model/index.ts'
import { idOf, placeOf } from '../place.ts'
import type { AzureContext } from '../place.ts'

interface Federation {
  readonly nativeId: string
  /** Entity id of who signs in; undefined: nobody does in this tenant, or it is not known who. */
  readonly signsIn: string | undefined
  readonly source: string
}

export function emitFederation(
  context: AzureContext,
  facts: FederatedCredentialFacts,
  { nativeId, signsIn, source }: Federation,
): void {
  const id = idOf(context, 'federated', nativeId)
  context.emit({
    type: 'credential',
    id,
    ...placeOf(context),
    kind: 'federated',
    nativeId,
    name: facts.name,
    createdAt: unknown('unsupported'),
    expiresAt: null,
    rotatedAt: null,
    enabled: true,
    lifetime: 'ephemeral',
    facts,
  })
  if (signsIn === undefined) return
  const { issuer, subject, expression, audiences } = facts
  const evidence = [{ source }]
  context.emit({ type: 'edge', kind: 'authenticates', from: id, to: signsIn, level: 'configured', evidence })
  context.emit({
    type: 'edge',
    kind: 'trusts',
    from: signsIn,
    to: `oidc:${issuer.replace(/^https:\/\//i, '').replace(/\/+$/, '')}`,
    via: nativeId,
    conditions: { subject, expression, audiences },
    level: 'configured',
    evidence,
  })
}
