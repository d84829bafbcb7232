import type { OidcSubjectFacts } from '../../../model/facts/github.ts'
import type { StepMeta } from '../../contract.ts'
import { fullName, idOf, placeOf } from '../place.ts'
import type { GithubContext } from '../place.ts'
import { one } from '../read.ts'
import { askEach, indexed, nameIn, ofOrganization } from '../repository-round.ts'
import { getRepositoryOidcSubject } from '../routes/repository-settings.ts'
import { mayMintTokens } from '../uses-of-runs.ts'

export const repositoryOidcSubjectMeta = {
  id: 'repository-oidc-subject',
  title: 'The form of OIDC subjects of repositories that mint tokens',
  tier: 'core',
  scopes: ['organization'],
  needs: ['actions=read'],
  emits: ['repository-oidc-subject'],
  after: ['repositories', 'environments'],
} as const satisfies StepMeta

export async function repositoryOidcSubject(context: GithubContext): Promise<void> {
  const items = indexed(context, 'The OIDC subjects of repositories')?.filter(mayMintTokens)
  if (items === undefined) return
  await askEach(
    context,
    { items, nameOf: nameIn(context), what: 'The OIDC subjects of' },
    async (repository, asker) => {
      const row = await one(asker, getRepositoryOidcSubject, ofOrganization(context, repository))
      const name = fullName(context, repository.name)
      const facts: OidcSubjectFacts = {
        level: 'repository',
        repository: name,
        repositoryId: repository.id,
        useDefault: row.use_default,
        claimKeys: row.include_claim_keys ?? [],
        immutable: row.use_immutable_subject ?? null,
        ...(row.sub_claim_prefix === undefined ? {} : { prefix: row.sub_claim_prefix }),
      }
      context.emit({
        type: 'resource',
        id: idOf(context, 'oidc-subject', repository.id),
        ...placeOf(context),
        kind: 'oidc-subject',
        nativeId: name,
        name: `OIDC subjects of ${name}`,
        facts,
      })
    },
  )
}
