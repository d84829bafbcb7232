import { githubUserFacts } from '../../analysis/effective/github-facts.ts'
import type { Identity } from '../../model/index.ts'
import { becauseOf, isUnknown } from '../../model/index.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { read } from '../shared/evidence.ts'
import { githubControls } from '../shared/github-controls.ts'
import { word } from '../shared/shell.ts'

export const rule = defineRule({
  id: 'github-machine-user-privileged',
  title: 'Account of a machine is an owner or has no second factor',
  severity: 'high',
  provider: 'github',
  subject: 'identity',
  kinds: ['user'],
  reads: ['github.members', 'github.second-factors'],
  messages: {
    owner: 'Account {login} of a machine is an owner of the organization.',
    weak: 'Account {login} of a machine has no second factor.',
  },
  frameworks: githubControls('human-use', { 'owasp-nhi-2025': ['NHI10:2025', 'NHI5:2025'] }),
  remediation: (user) => demote(user),
  check(user, { view }) {
    if (user.class !== 'machine' && user.class !== 'ai') return undefined
    const { role, twoFactor, machineSigns, accountType } = githubUserFacts(user)
    const found = (message: 'owner' | 'weak') =>
      fail(message, {
        values: { login: user.nativeId },
        ...(message === 'weak' ? { severity: 'medium' } : {}),
        // A login that sounds like a machine may be a person's.
        ...(accountType === 'Bot' ? {} : { confidence: 'possible' as const }),
        evidence: [
          ...read(
            'GET /orgs/{org}/members',
            message === 'owner' ? `${user.nativeId} role admin` : `${user.nativeId} filter 2fa_disabled`,
          ),
          ...machineSigns.map((detail) => ({ source: 'signs of a machine', detail })),
        ],
        data: { role, signs: machineSigns },
        remediation: demote(user, view.scope.name, message),
      })
    if (role === 'owner') return found('owner')
    if (twoFactor === false) return found('weak')
    return isUnknown(twoFactor) ? unknownBecause(becauseOf(twoFactor), ['members=read']) : pass
  },
})

function demote(user: Identity, organization = '', message: 'owner' | 'weak' = 'owner') {
  const owner = organization === '' ? '"$ORGANIZATION"' : word(organization)
  const move = {
    text: 'Move what it does to a GitHub App, which has no password, permissions by the name, and a seat of nobody.',
  }
  if (message === 'weak')
    return [move, { text: 'Until then give the account a second factor whose recovery codes lie in the team’s vault.' }]
  return [
    move,
    {
      text: 'Make the account a member, with rights on the repositories it works on.',
      command: `gh api -X PUT /orgs/${owner}/memberships/${word(user.nativeId)} -f role=member`,
    },
  ]
}
