import { holderIds } from '../../analysis/credentials.ts'
import { tokenFacts } from '../../analysis/effective/github-facts.ts'
import { holderLogin, powerOf } from '../../analysis/effective/github-tokens.ts'
import { isUnknown } from '../../model/index.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { read } from '../shared/evidence.ts'
import { githubControls } from '../shared/github-controls.ts'
import { replaceToken } from '../shared/github-steps.ts'
import { tokenKinds, tokenSource } from '../shared/github-tokens.ts'

export const rule = defineRule({
  id: 'github-pat-no-expiry',
  title: 'Token never expires',
  severity: 'high',
  provider: 'github',
  subject: 'credential',
  kinds: ['token'],
  reads: ['github.tokens', 'github.sso-credentials'],
  messages: { endless: '{kind} "{token}" of {login} never expires.' },
  frameworks: githubControls('long-lived-secret'),
  remediation: (token) => replaceToken(token),
  check(token, { view }) {
    const facts = tokenFacts(token)
    if (facts.type === 'fine-grained' && facts.expired) return undefined
    const { source, permission } = tokenSource(token)
    if (isUnknown(token.expiresAt)) return unknownBecause(token.expiresAt.unknown, [permission])
    if (token.expiresAt !== null) return pass
    const power = powerOf(token)
    // Who makes the app decides whether its tokens end, not who uses it.
    const ofApp = facts.type === 'oauth-app' || facts.type === 'app-user'
    return fail('endless', {
      values: { kind: tokenKinds[facts.type], token: token.name, login: holderLogin(token) },
      ...(ofApp || power === 'read' ? { severity: 'medium' } : {}),
      evidence: read(source, `${facts.type} token ${token.nativeId} without an expiry`),
      related: holderIds(token, view),
      data: { type: facts.type, power: isUnknown(power) ? 'unknown' : power },
      remediation: replaceToken(token, view.scope.name),
    })
  },
})
