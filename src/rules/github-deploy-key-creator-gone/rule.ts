import { githubEntity, sshKeyFacts } from '../../analysis/effective/github-facts.ts'
import type { View } from '../../inventory/view.ts'
import { becauseOf, isUnknown } from '../../model/index.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { read } from '../shared/evidence.ts'
import { githubControls } from '../shared/github-controls.ts'
import { deleteDeployKey } from '../shared/github-steps.ts'
import { deployKeySource } from '../shared/github-tokens.ts'

export const rule = defineRule({
  id: 'github-deploy-key-creator-gone',
  title: 'Whoever added the deploy key has left',
  severity: 'medium',
  provider: 'github',
  subject: 'credential',
  kinds: ['ssh-key'],
  reads: ['github.deploy-keys', 'github.members'],
  messages: { gone: 'Deploy key "{key}" of {repository} was added by {login}, who has left the organization.' },
  frameworks: githubControls('stale-credential'),
  remediation: (key) => [
    {
      text: `Find who runs the machine that uses ${key.name}, and have them add a key of their own; whoever left may still have this one.`,
    },
    deleteDeployKey(key),
  ],
  check(key, { view }) {
    const facts = sshKeyFacts(key)
    if (facts.type !== 'deploy-key' || key.enabled === false) return undefined
    const { addedBy, repository } = facts
    if (isUnknown(addedBy)) return unknownBecause(becauseOf(addedBy), [deployKeySource.permission])
    // GitHub names nobody for keys that an app added, or that are older than the record.
    if (addedBy === null || addedBy.endsWith('[bot]')) return undefined
    if (loginsOf(view).has(addedBy.toLowerCase())) return pass
    const gap = view.gap('github.members')
    if (gap) return unknownBecause(gap.reason, [gap.permission ?? 'members=read'])
    return fail('gone', {
      values: { key: key.name, repository, login: addedBy },
      evidence: [
        ...read(deployKeySource.source, `key ${key.nativeId} of ${repository}, added_by ${addedBy}`),
        ...read('GET /orgs/{org}/members', `${addedBy} is neither a member nor an outside collaborator`),
      ],
      related: [githubEntity(view.scope, 'repository', facts.repositoryId)],
      data: { addedBy, repository, readOnly: facts.readOnly },
    })
  },
})

/** Members and outside collaborators, in small letters: GitHub does not tell apart by them. */
function loginsOf(view: View): ReadonlySet<string> {
  return view.once(
    'github logins',
    () => new Set([...view.identities({ kind: 'user' })].map((user) => user.nativeId.toLowerCase())),
  )
}
