import { holderIds } from '../../analysis/credentials.ts'
import { tokenFacts } from '../../analysis/effective/github-facts.ts'
import { changingScopes, controllingScopes, hasExpired, holderLogin } from '../../analysis/effective/github-tokens.ts'
import { becauseOf, isUnknown } from '../../model/index.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { read } from '../shared/evidence.ts'
import { githubControls } from '../shared/github-controls.ts'
import { replaceToken } from '../shared/github-steps.ts'
import { keySource } from '../shared/github-tokens.ts'
import { enumerated } from '../shared/lists.ts'

export const rule = defineRule({
  id: 'github-pat-classic-authorized',
  title: 'Classic token reaches the organization',
  severity: 'medium',
  provider: 'github',
  subject: 'credential',
  kinds: ['token'],
  reads: ['github.sso-credentials'],
  messages: { classic: 'Classic token "{token}" of {login} reaches everything its holder does, by {scopes}.' },
  frameworks: githubControls('over-privilege'),
  remediation: (token) => replaceToken(token),
  check(token, { view, now }) {
    const facts = tokenFacts(token)
    if (facts.type !== 'classic' || hasExpired(token, now)) return undefined
    if (isUnknown(facts.scopes)) return unknownBecause(becauseOf(facts.scopes), [keySource.permission])
    const changing = changingScopes(facts.scopes ?? [])
    if (changing.length === 0) return pass
    const controlling = controllingScopes(changing)
    return fail('classic', {
      values: {
        token: token.name,
        login: facts.login,
        scopes: enumerated(controlling.length > 0 ? controlling : changing, 4),
      },
      ...(controlling.length > 0 ? { severity: 'high' } : {}),
      evidence: read(keySource.source, `scopes ${(facts.scopes ?? []).join(' ')}`),
      related: holderIds(token, view),
      data: { scopes: changing, login: holderLogin(token) },
      remediation: replaceToken(token, view.scope.name),
    })
  },
})
