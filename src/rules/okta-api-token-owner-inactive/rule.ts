import { oktaTokenFacts, oktaUserFacts } from '../../analysis/effective/okta-facts.ts'
import { holderOf } from '../../analysis/credentials.ts'
import { becauseOf, isKnown, isUnknown } from '../../model/index.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { oktaControls } from '../shared/okta-controls.ts'
import { ownerUnseen, replaceToken, revokeToken, tokenEvidence } from '../shared/okta-steps.ts'

export const rule = defineRule({
  id: 'okta-api-token-owner-inactive',
  title: 'API token of an account that is switched off',
  severity: 'high',
  provider: 'okta',
  subject: 'credential',
  kinds: ['token'],
  reads: ['okta.api-tokens', 'okta.people'],
  messages: { off: 'API token "{token}" belongs to {owner}, whose account is {status}{since}.' },
  frameworks: oktaControls('stale-credential'),
  remediation: (token) => [
    revokeToken(token),
    {
      text: 'Find what called with it: it stands still since then, or it begins again when somebody switches the account on.',
    },
    replaceToken,
  ],
  check(token, { view }) {
    const owner = holderOf(token, view)
    if (owner === undefined) return ownerUnseen(view)
    if (isUnknown(owner.enabled)) return unknownBecause(becauseOf(owner.enabled), ['okta.users.read'])
    if (owner.enabled !== false) return pass
    const { status, statusChangedAt, userId } = oktaUserFacts(owner)
    const day = isKnown(statusChangedAt) ? statusChangedAt.slice(0, 10) : undefined
    return fail('off', {
      values: {
        token: token.name,
        owner: owner.name,
        status: status.toLowerCase(),
        since: day === undefined ? '' : ` since ${day}`,
      },
      evidence: [
        tokenEvidence(token, `userId ${oktaTokenFacts(token).userId}`),
        {
          source: 'GET /api/v1/users',
          detail: `${userId}: status ${status}${day === undefined ? '' : `, statusChanged ${day}`}`,
        },
      ],
      related: [owner.id],
      data: { owner: owner.name, status },
    })
  },
})
