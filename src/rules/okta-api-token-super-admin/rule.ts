import { isNew, rolesHeldBy, rules } from '../../analysis/effective/okta-roles.ts'
import { oktaEntity, oktaTokenFacts } from '../../analysis/effective/okta-facts.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { enumerated } from '../shared/lists.ts'
import { oktaControls } from '../shared/okta-controls.ts'
import { ownerName, replaceToken, revokeToken, tokenEvidence } from '../shared/okta-steps.ts'

export const rule = defineRule({
  id: 'okta-api-token-super-admin',
  title: 'API token of an administrator of the whole organization',
  severity: 'high',
  provider: 'okta',
  subject: 'credential',
  kinds: ['token'],
  reads: ['okta.api-tokens', 'okta.admin-assignments'],
  messages: { admin: 'API token "{token}" may all that {owner} may, who is {roles}.' },
  frameworks: oktaControls('over-privilege'),
  remediation: (token) => [
    replaceToken,
    {
      text: 'If it has to be a token, make it as an account of its own, which holds no more than a role for this one task.',
    },
    revokeToken(token),
  ],
  check(token, { view }) {
    const { userId, network } = oktaTokenFacts(token)
    const owner = oktaEntity(view.scope, 'user', userId)
    const all = rolesHeldBy(owner, view)
    const held = all.filter(rules)
    if (held.length === 0) return all.some(isNew) ? unknownBecause('failed', ['okta.roles.read']) : pass
    const anywhere = network !== null && 'connection' in network && network.connection === 'ANYWHERE'
    return fail('admin', {
      values: {
        token: token.name,
        owner: ownerName(token, view),
        roles: enumerated(held.map(({ role }) => words[role.type] ?? role.type)),
      },
      evidence: [
        tokenEvidence(token, `userId ${userId}`),
        ...held.map(({ role, assignmentId, grant }) => ({
          source: 'GET /api/v1/users/{userId}/roles',
          detail: `${role.type}, ${assignmentId}, ${grant.assignment === 'GROUP' ? 'by a group' : 'by itself'}`,
        })),
      ],
      related: [owner, ...held.map(({ role }) => oktaEntity(view.scope, 'admin-role', role.roleId))],
      data: { roles: held.map(({ role }) => role.type), anywhere },
    })
  },
})

const words: { readonly [type: string]: string } = {
  SUPER_ADMIN: 'a super administrator',
  ORG_ADMIN: 'an organization administrator',
}
