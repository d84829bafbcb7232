import { oktaTokenFacts, oktaUserFacts } from '../../analysis/effective/okta-facts.ts'
import { holderOf } from '../../analysis/credentials.ts'
import { defineRule, fail, pass } from '../contract.ts'
import { oktaControls } from '../shared/okta-controls.ts'
import { ownerUnseen, replaceToken, revokeToken, tokenEvidence } from '../shared/okta-steps.ts'

export const rule = defineRule({
  id: 'okta-api-token-human-owner',
  title: 'API token belongs to a person',
  severity: 'medium',
  provider: 'okta',
  subject: 'credential',
  kinds: ['token'],
  reads: ['okta.api-tokens', 'okta.people'],
  messages: {
    person: 'API token "{token}" belongs to {owner}, a person: it acts in their name, and ends with their account.',
  },
  frameworks: oktaControls('human-use'),
  remediation: (token) => [replaceToken, revokeToken(token)],
  check(token, { view }) {
    const owner = holderOf(token, view)
    if (owner === undefined) return ownerUnseen(view)
    if (owner.class !== 'human') return pass
    const { status, userId } = oktaUserFacts(owner)
    return fail('person', {
      values: { token: token.name, owner: owner.name },
      evidence: [
        tokenEvidence(token, `userId ${oktaTokenFacts(token).userId}`),
        {
          source: 'GET /api/v1/users',
          detail: `${userId}: ${owner.name}, ${status}; nothing in the login says a machine`,
        },
      ],
      related: [owner.id],
      data: { owner: owner.name },
    })
  },
})
