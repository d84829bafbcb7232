import type { StepMeta } from '../../contract.ts'
import { idIn } from '../map/place.ts'
import { provenNone } from '../budget.ts'
import { ask } from '../session.ts'
import { iamPages, placeOf, type AwsContext } from './place.ts'

export const virtualMfaDevicesMeta = {
  id: 'virtual-mfa-devices',
  title: 'Virtual second factors',
  tier: 'core',
  scopes: ['account'],
  needs: ['iam:ListVirtualMFADevices'],
  emits: ['virtual-mfa-devices'],
  after: ['account-summary', 'credential-report'],
} as const satisfies StepMeta

/** Who has a virtual second factor, where the credential report did not tell of all kinds. The device's seed is dropped. */
export async function virtualMfaDevices(context: AwsContext): Promise<void> {
  const { session } = context
  if (session.facts.report !== undefined) return context.skip('The credential report says who has a second factor.')
  if (provenNone(context.session.facts, 'MFADevices'))
    return context.skip('The account summary counts no virtual second factor.')
  const place = placeOf(context)
  const pages = iamPages((page) =>
    ask(context, 'iam', 'ListVirtualMFADevices', (iam, options) =>
      iam.listVirtualMFADevices({ AssignmentStatus: 'Assigned', ...page }, options),
    ),
  )
  for await (const { VirtualMFADevices } of pages) {
    for (const { User } of VirtualMFADevices ?? []) {
      if (User?.Arn === undefined) continue
      const id = idIn(place, User.Arn.endsWith(':root') ? 'root' : 'iam-user', User.Arn)
      context.emit({ type: 'patch', of: 'identity', id, set: {}, facts: { mfaActive: true } })
    }
  }
}
