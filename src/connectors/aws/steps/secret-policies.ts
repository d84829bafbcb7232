import { isUnknown } from '../../../model/index.ts'
import type { Step, StepMeta } from '../../contract.ts'
import { firstThenRest, from, visitRegions } from '../regional.ts'
import type { AwsSession } from '../session.ts'
import { policyOf, resourceId } from '../workload.ts'
import { secretsOf } from './secrets.ts'

export const secretPolicies = {
  id: 'secret-policies',
  title: 'Resource policies of secrets',
  tier: 'creds',
  scopes: ['account'],
  needs: ['secretsmanager:GetResourcePolicy'],
  emits: ['secret-policies'],
  after: ['secrets'],
  group: 'regional',
} as const satisfies StepMeta

/** One call per secret: no list carries the policies. */
export const readSecretPolicies: Step<AwsSession> = async (context) => {
  const secrets = secretsOf(context.session)
  if (secrets === undefined || secrets.size === 0) return context.skip('No secret was listed.')
  // Until one is answered, a refusal is the permission's; afterwards it is the single secret's own policy.
  let perResource = false
  await visitRegions(context, [...secrets.keys()].toSorted(), async (region) => {
    const read = async (SecretId: string): Promise<void> => {
      const answer = await region.attempt(
        region.ask('secretsManager', 'GetResourcePolicy', (manager, o) => manager.getResourcePolicy({ SecretId }, o), {
          perResource,
        }),
      )
      perResource ||= !isUnknown(answer)
      const resourcePolicy = from(answer, ({ ResourcePolicy }) => policyOf(ResourcePolicy))
      const id = resourceId(context, 'secretsmanager:secret', SecretId)
      context.emit({ type: 'patch', of: 'resource', id, set: {}, facts: { resourcePolicy } })
    }
    await firstThenRest(secrets.get(region.name) ?? [], read)
  })
}
