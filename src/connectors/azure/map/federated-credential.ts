/** Tokens of other issuers that sign in as an application. */
import type { FederatedCredentialFacts } from '../../../model/facts/entra.ts'
import { unknown } from '../../../model/index.ts'
import { orNone } from '../place.ts'
import type { FederatedRow } from '../routes/federated-credentials.ts'

export function federationOf(
  objectId: string,
  { name, issuer, subject, audiences, claimsMatchingExpression }: FederatedRow,
): FederatedCredentialFacts {
  const expression = claimsMatchingExpression?.value ?? null
  return {
    on: 'application',
    objectId,
    name,
    issuer,
    subject: orNone(subject),
    // One of the two is there: without a subject, the answer is of a version that does not know expressions.
    expression: subject == null && expression === null ? unknown('unsupported') : expression,
    audiences: (audiences ?? []).toSorted(),
  }
}
