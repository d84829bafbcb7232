/** Repositories of the inventory as minters of tokens, and what their runs may be for. */
import type { View } from '../../inventory/view.ts'
import type { Resource } from '../../model/index.ts'
import { isKnown, isUnknown } from '../../model/index.ts'
import type { Known } from '../../model/index.ts'
import type { GithubOrganizationFacts, OidcSubjectFacts, RepositoryFacts } from '../../model/facts/github.ts'
import type { Minter, SubjectForm } from './github-subjects.ts'
import { immutableSince } from './github-subjects.ts'

export interface RepositoryMinter extends Minter {
  readonly facts: RepositoryFacts
  /** The repository was not asked for the form of its subjects: GitHub's own is taken for it. */
  readonly assumed: boolean
}

interface Forms {
  readonly organization: OidcSubjectFacts | undefined
  readonly repositories: ReadonlyMap<number, OidcSubjectFacts>
}

export function organizationOf(
  view: View,
  scope: string,
): { readonly login: string; readonly facts: GithubOrganizationFacts } | undefined {
  return view.once(`github organization ${scope}`, () => {
    const [found] = view.resources({ kind: 'organization', scope })
    return found && { login: found.nativeId, facts: found.facts as GithubOrganizationFacts }
  })
}

function formsOf(view: View, scope: string): Forms {
  return view.once(`github oidc subjects ${scope}`, () => {
    const all = [...view.resources({ kind: 'oidc-subject', scope })].map(({ facts }) => facts as OidcSubjectFacts)
    return {
      organization: all.find(({ level }) => level === 'organization'),
      repositories: new Map(
        all.flatMap((facts) => (facts.repositoryId === undefined ? [] : [[facts.repositoryId, facts]])),
      ),
    }
  })
}

export function repositoryById(view: View, scope: string, repositoryId: number): Resource | undefined {
  return view
    .once(
      `github repositories ${scope}`,
      () =>
        new Map([...view.resources({ kind: 'repository', scope })].map((each) => [each.facts['repositoryId'], each])),
    )
    .get(repositoryId)
}

/** `undefined`: nothing runs there, because it is archived. */
export function minterOf(view: View, repository: Resource): RepositoryMinter | undefined {
  const organization = organizationOf(view, repository.scope)
  const facts = repository.facts as RepositoryFacts
  if (organization === undefined || facts.archived) return undefined
  const forms = formsOf(view, repository.scope)
  const own = forms.repositories.get(facts.repositoryId)
  const [owner = '', name = ''] = repository.nativeId.split('/')
  return {
    issuer: organization.facts.actionsIssuer,
    owner,
    ownerId: organization.facts.organizationId,
    repository: name,
    repositoryId: facts.repositoryId,
    form: formOf(own, forms.organization, facts.createdAt),
    facts,
    assumed: own === undefined,
  }
}

/**
 * What the organization says counts in repositories that ask for it: those that leave GitHub's form without naming
 * claims of their own. https://docs.github.com/en/rest/actions/oidc
 */
function formOf(
  own: OidcSubjectFacts | undefined,
  organization: OidcSubjectFacts | undefined,
  createdAt: Known<string>,
): SubjectForm {
  const said = [own?.immutable, organization?.immutable].find((each) => isKnown<boolean>(each))
  const young = isKnown<string>(createdAt) && Date.parse(createdAt) >= Date.parse(immutableSince)
  const customized = own !== undefined && !own.useDefault
  const claimKeys = customized
    ? [own.claimKeys, organization?.claimKeys ?? []].find((keys) => keys.length > 0)
    : undefined
  const prefix = own?.prefix
  return {
    immutable: typeof said === 'boolean' ? said : young,
    ...(isKnown<string>(prefix) ? { prefix } : {}),
    ...(claimKeys === undefined ? {} : { claimKeys }),
  }
}

/** Whether the organization offers its repositories another form than GitHub's own, which is repository and occasion. */
export function organizationCustomizes(view: View, scope: string): boolean {
  const keys = formsOf(view, scope).organization?.claimKeys ?? []
  return keys.some((key) => key !== 'repo' && key !== 'context')
}

/** A repository that is not there: what its runs may do, those of any repository of the organization may. */
export function anyRepository(view: View, scope: string): RepositoryMinter | undefined {
  const organization = organizationOf(view, scope)
  if (organization === undefined) return undefined
  const form = formOf(undefined, formsOf(view, scope).organization, null)
  return {
    issuer: organization.facts.actionsIssuer,
    owner: organization.login,
    ownerId: organization.facts.organizationId,
    repository: 'muster-any-repository',
    repositoryId: 0,
    form,
    facts: nothingKnown,
    assumed: true,
  }
}

/** The same of an organization that nobody has heard of. */
export function anyOwner(repository: RepositoryMinter): RepositoryMinter {
  return { ...repository, owner: 'muster-any-owner', ownerId: 0 }
}

const nothingKnown: RepositoryFacts = {
  repositoryId: 0,
  visibility: 'private',
  archived: false,
  fork: false,
  createdAt: null,
  pushedAt: null,
  defaultBranch: null,
  deployKeys: null,
  environments: null,
  workflows: null,
  codeOwners: null,
  aiFiles: null,
  tags: null,
}

/** Whether something was not read of how the repository's subjects look, in words. */
export function formGap(view: View, { assumed, form }: RepositoryMinter, scope: string): readonly string[] {
  const facets = assumed ? ['github.repository-oidc-subject', 'github.oidc-subject'] : []
  // Where the repository itself says how its subjects begin and what they hold, the organization has no say.
  const inherits = !assumed && form.prefix === undefined ? ['github.oidc-subject'] : []
  return [...facets, ...inherits].some((facet) => view.gap(facet, scope)) ? ['the form of OIDC subjects'] : []
}

/** GitHub tells environments of a repository apart without regard to case. */
export function environmentNamed(
  view: View,
  scope: string,
  { owner, repository }: Minter,
  name: string,
): Resource | undefined {
  return view
    .once(
      `github environments by name ${scope}`,
      () =>
        new Map([...view.resources({ kind: 'environment', scope })].map((each) => [each.nativeId.toLowerCase(), each])),
    )
    .get(`${owner}/${repository}/${name}`.toLowerCase())
}

export function namesOfEnvironments({ facts }: RepositoryMinter): readonly string[] {
  return isUnknown(facts.environments) || facts.environments === null ? [] : facts.environments
}
