import { z } from 'zod'
import { anthropicUserFacts } from '../../analysis/effective/anthropic-facts.ts'
import { anthropicRoles } from '../../model/facts/anthropic.ts'
import { isKnown } from '../../model/index.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { modelControls } from '../shared/ai-controls.ts'
import { adminKeyNeed } from '../shared/anthropic-keys.ts'
import { read } from '../shared/evidence.ts'
import { enumerated } from '../shared/lists.ts'

const { administering, others } = anthropicRoles

export const rule = defineRule({
  id: 'anthropic-admin-excess',
  title: 'Many administer the organization at Anthropic',
  severity: 'medium',
  provider: 'anthropic',
  subject: 'scope',
  reads: ['anthropic.people'],
  options: z.strictObject({
    maxAdmins: z.int().positive().default(5).describe('Administrators and owners that the organization may have.'),
  }),
  messages: { many: 'The organization has {count} administrators: {people}.' },
  frameworks: modelControls('over-privilege'),
  remediation: () => [
    {
      text: 'Make who does not administer a developer or a user: Settings > Members. The API takes that role from nobody who has it.',
    },
    {
      text: 'What only reads the organization does so by an Admin API key that is looked after, not by a person who administers.',
    },
  ],
  check(_, { view, options }) {
    const people = [...view.identities({ kind: 'user' })]
    const admins = people.filter((user) => {
      const { role, member } = anthropicUserFacts(user)
      return isKnown(role) && administering.includes(role) && member !== false
    })
    if (admins.length > options.maxAdmins)
      return fail('many', {
        values: { count: admins.length, people: enumerated(admins.map(({ name }) => name).toSorted()) },
        evidence: read(
          'GET /v1/organizations/users',
          `role admin or owner: ${admins.map(({ nativeId }) => nativeId).join(', ')}`,
        ),
        related: admins.map(({ id }) => id),
        data: { admins: admins.length },
      })
    // A role that is newer than Muster may administer, too.
    const strange = people.filter((user) => {
      const { role, member } = anthropicUserFacts(user)
      return isKnown(role) && !administering.includes(role) && !others.includes(role) && member !== false
    })
    if (admins.length + strange.length > options.maxAdmins) return unknownBecause('failed', [adminKeyNeed])
    if (people.length > 0) return pass
    const gap = view.gap('anthropic.people')
    return gap && unknownBecause(gap.reason, [adminKeyNeed])
  },
})
