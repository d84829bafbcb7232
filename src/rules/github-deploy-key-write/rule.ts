import { githubEntity, sshKeyFacts } from '../../analysis/effective/github-facts.ts'
import { isArchived } from '../../analysis/effective/github-repositories.ts'
import { becauseOf, isUnknown } from '../../model/index.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { read } from '../shared/evidence.ts'
import { githubControls } from '../shared/github-controls.ts'
import { deleteDeployKey, newDeployKey } from '../shared/github-steps.ts'
import { deployKeySource } from '../shared/github-tokens.ts'

export const rule = defineRule({
  id: 'github-deploy-key-write',
  title: 'Deploy key may write',
  severity: 'high',
  provider: 'github',
  subject: 'credential',
  kinds: ['ssh-key'],
  reads: ['github.deploy-keys'],
  messages: { write: 'Deploy key "{key}" may push to {repository}.' },
  frameworks: githubControls('over-privilege'),
  remediation: (key) => [...newDeployKey(key), deleteDeployKey(key)],
  check(key, { view }) {
    const facts = sshKeyFacts(key)
    if (facts.type !== 'deploy-key' || key.enabled === false) return undefined
    if (facts.readOnly) return pass
    if (isUnknown(key.enabled)) return unknownBecause(becauseOf(key.enabled), [deployKeySource.permission])
    const archived = isArchived(facts, view)
    return fail('write', {
      values: { key: key.name, repository: facts.repository },
      // Nobody can push until the repository comes out of the archive.
      ...(archived ? { severity: 'low' } : {}),
      evidence: read(deployKeySource.source, `key ${key.nativeId} of ${facts.repository}, read_only false`),
      related: [githubEntity(view.scope, 'repository', facts.repositoryId)],
      data: { repository: facts.repository, archived },
    })
  },
})
