import { isKnown, type Known } from '../../../model/index.ts'
import type { StepMeta } from '../../contract.ts'
import { idIn } from '../map/place.ts'
import { takeCalls } from '../budget.ts'
import { ask } from '../session.ts'
import { iamPages, placeOf, type AwsContext } from './place.ts'

export const rolesMeta = {
  id: 'roles',
  title: 'Descriptions of roles',
  tier: 'deep',
  scopes: ['account'],
  needs: ['iam:ListRoles'],
  emits: ['role-descriptions'],
  after: ['authorization-details', 'signing-certificates', 'ssh-keys', 'saml-providers'],
} as const satisfies StepMeta

/** The description and the longest session of each role: the authorization details leave them out. */
export async function roles(context: AwsContext): Promise<void> {
  const { facts } = context.session
  if (facts.roles === undefined) return context.skip('The roles themselves were not read.')
  if (!takeCalls(context, 1, 'the descriptions of roles')) return
  const place = placeOf(context)
  const pages = iamPages((page) => ask(context, 'iam', 'ListRoles', (iam, options) => iam.listRoles(page, options)))
  for await (const { Roles } of pages) {
    for (const { Arn: arn, Description, MaxSessionDuration } of Roles ?? []) {
      const role = arn === undefined ? undefined : facts.roles.get(arn)
      if (role === undefined) continue
      const description: Known<string> = Description === undefined || Description === '' ? null : Description
      context.emit({
        type: 'patch',
        of: 'identity',
        id: idIn(place, 'iam-role', role.arn),
        set: role.hasPurpose ? {} : { purpose: description },
        facts: { description, ...(isKnown(MaxSessionDuration) ? { maxSessionDuration: MaxSessionDuration } : {}) },
      })
    }
  }
}
