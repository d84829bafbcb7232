import { z } from 'zod'
import { githubEntity, storedSecretFacts } from '../../analysis/effective/github-facts.ts'
import { namesIdentifier } from '../../analysis/effective/github-secrets.ts'
import type { View } from '../../inventory/view.ts'
import type { Resource } from '../../model/index.ts'
import { defineRule, fail, pass } from '../contract.ts'
import { githubControls } from '../shared/github-controls.ts'
import { secretEvidence } from '../shared/github-secrets.ts'
import { enumerated } from '../shared/lists.ts'

export const rule = defineRule({
  id: 'github-secret-name-sprawl',
  title: 'Secret of one name is kept in many repositories',
  severity: 'medium',
  provider: 'github',
  subject: 'resource',
  kinds: ['secret'],
  reads: ['github.repository-secrets', 'github.environment-secrets'],
  options: z.strictObject({
    minRepositories: z.int().min(2).default(3).describe('Repositories from which on a name is sprawling.'),
  }),
  messages: { sprawl: 'Secret {secret} is kept in {count} repositories: {repositories}.' },
  frameworks: githubControls('shared-identity'),
  remediation: (secret) => [
    {
      text: `Find out whether ${secret.name} is one credential everywhere. If so, give each repository one of its own, or better the OIDC tokens of its runs.`,
    },
    {
      text: 'Where it must be one, keep it once, as a secret of the organization for chosen repositories, and delete the copies.',
    },
  ],
  check(secret, { view, options }) {
    const { level } = storedSecretFacts(secret)
    if (level === 'organization' || namesIdentifier(secret.name)) return undefined
    const same = secretsByName(view).get(secret.name) ?? [secret]
    const repositories = new Map(same.map((each) => [repositoryOf(each), storedSecretFacts(each).repositoryId]))
    if (repositories.size < options.minRepositories) return pass
    // It is told once for a name, of the first secret that has it.
    if (same[0]?.id !== secret.id) return undefined
    const names = [...repositories.keys()].toSorted()
    return fail('sprawl', {
      values: { secret: secret.name, count: names.length, repositories: enumerated(names, 5) },
      // Equal names are no proof of equal values, which nobody sees.
      confidence: 'possible',
      evidence: same.flatMap((each) => secretEvidence(each, `of ${repositoryOf(each)}`)).slice(0, 20),
      related: [...repositories.values()].flatMap((number) =>
        number === undefined ? [] : [githubEntity(view.scope, 'repository', number)],
      ),
      data: { name: secret.name, count: names.length, repositories: names },
    })
  },
})

function repositoryOf(secret: Resource): string {
  return storedSecretFacts(secret).repository ?? ''
}

/** Secrets of repositories and their environments, in order of id. */
function secretsByName(view: View): ReadonlyMap<string, readonly Resource[]> {
  return view.once('github secrets by name', () => {
    const byName = new Map<string, Resource[]>()
    for (const secret of view.resources({ kind: 'secret' })) {
      if (storedSecretFacts(secret).level === 'organization') continue
      const same = byName.get(secret.name)
      if (same) same.push(secret)
      else byName.set(secret.name, [secret])
    }
    return byName
  })
}
