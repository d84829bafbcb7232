import { holderIds } from '../../analysis/credentials.ts'
import { tokenFacts } from '../../analysis/effective/github-facts.ts'
import { repositoryControls } from '../../analysis/effective/github-permissions.ts'
import { hasExpired, holderLogin } from '../../analysis/effective/github-tokens.ts'
import { defineRule, fail, pass } from '../contract.ts'
import { read } from '../shared/evidence.ts'
import { githubControls } from '../shared/github-controls.ts'
import { revokeToken } from '../shared/github-steps.ts'
import { tokenSource } from '../shared/github-tokens.ts'
import { enumerated } from '../shared/lists.ts'

export const rule = defineRule({
  id: 'github-pat-all-repos-write',
  title: 'Fine-grained token may change every repository',
  severity: 'high',
  provider: 'github',
  subject: 'credential',
  kinds: ['token'],
  reads: ['github.tokens'],
  messages: { all: 'Fine-grained token "{token}" of {login} may write {permissions} of every repository.' },
  frameworks: githubControls('over-privilege'),
  remediation: (token) => [
    {
      text: `Have ${holderLogin(token)} make a token for the repositories and permissions that its task needs; a grant cannot be narrowed.`,
    },
    ...revokeToken(token),
  ],
  check(token, { view, now }) {
    const facts = tokenFacts(token)
    if (facts.type !== 'fine-grained' || hasExpired(token, now)) return undefined
    const controls = repositoryControls(facts.permissions.repository)
    if (facts.repositorySelection !== 'all' || controls.length === 0) return pass
    return fail('all', {
      values: { token: token.name, login: holderLogin(token), permissions: enumerated(controls, 4) },
      evidence: read(tokenSource(token).source, `repository_selection all, ${controls.join(' ')} write`),
      related: holderIds(token, view),
      data: { permissions: controls },
    })
  },
})
