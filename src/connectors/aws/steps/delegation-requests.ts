import { unknown, type Known } from '../../../model/index.ts'
import type { DelegationRequestFacts } from '../../../model/facts/aws.ts'
import type { StepMeta } from '../../contract.ts'
import { idIn, instantOf } from '../map/place.ts'
import { ask } from '../session.ts'
import { iamPages, placeOf, type AwsContext } from './place.ts'

export const delegationRequestsMeta = {
  id: 'delegation-requests',
  title: 'Access that was delegated to vendors for a time',
  tier: 'core',
  scopes: ['account'],
  needs: ['iam:ListDelegationRequests'],
  emits: ['delegation-requests'],
} as const satisfies StepMeta

export async function delegationRequests(context: AwsContext): Promise<void> {
  const place = placeOf(context)
  const pages = iamPages((page) =>
    ask(context, 'iam', 'ListDelegationRequests', (iam, options) => iam.listDelegationRequests(page, options)),
  )
  for await (const { DelegationRequests } of pages) {
    for (const request of DelegationRequests ?? []) {
      const { DelegationRequestId: nativeId } = request
      if (nativeId === undefined) continue
      const facts = {
        state: request.State ?? 'UNKNOWN',
        requestorId: given(request.RequestorId),
        ownerAccountId: given(request.OwnerAccountId),
        expiresAt: instantOf(request.ExpirationTime) ?? null,
      } satisfies DelegationRequestFacts
      const id = idIn(place, 'iam:delegation-request', nativeId)
      context.emit({
        type: 'resource',
        id,
        provider: 'aws',
        scope: place.scope,
        kind: 'iam:delegation-request',
        nativeId,
        name: nativeId,
        facts,
      })
    }
  }
}

function given(value: string | undefined): Known<string> {
  return value ?? unknown('not-collected')
}
