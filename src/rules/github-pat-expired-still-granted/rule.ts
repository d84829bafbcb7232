import { holderIds } from '../../analysis/credentials.ts'
import { tokenFacts } from '../../analysis/effective/github-facts.ts'
import { hasExpired, holderLogin } from '../../analysis/effective/github-tokens.ts'
import { becauseOf, isUnknown } from '../../model/index.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { at, read } from '../shared/evidence.ts'
import { githubControls } from '../shared/github-controls.ts'
import { revokeToken } from '../shared/github-steps.ts'
import { tokenKinds, tokenSource } from '../shared/github-tokens.ts'

export const rule = defineRule({
  id: 'github-pat-expired-still-granted',
  title: 'Expired token is still let in',
  severity: 'low',
  provider: 'github',
  subject: 'credential',
  kinds: ['token'],
  reads: ['github.tokens', 'github.sso-credentials'],
  messages: { expired: '{kind} "{token}" of {login} has expired and is still let in.' },
  frameworks: githubControls('stale-credential'),
  remediation: (token) => revokeToken(token),
  check(token, { view, now }) {
    const facts = tokenFacts(token)
    // These last eight hours and are renewed in silence.
    if (facts.type === 'app-user') return undefined
    const { source, permission } = tokenSource(token)
    if (!hasExpired(token, now)) {
      const told = facts.type === 'fine-grained' || !isUnknown(token.expiresAt)
      return told ? pass : unknownBecause(becauseOf(token.expiresAt), [permission])
    }
    return fail('expired', {
      values: { kind: tokenKinds[facts.type], token: token.name, login: holderLogin(token) },
      evidence: read(source, `expired ${at(token.expiresAt)}`),
      related: holderIds(token, view),
      data: { type: facts.type },
      remediation: revokeToken(token, view.scope.name),
    })
  },
})
