/** What is kept in environments: a request for the secrets of each, and one for its variables where a run uses any. */
import { secretRecord, variableRecord } from './map/stored.ts'
import { fullName } from './place.ts'
import type { GithubContext } from './place.ts'
import { rowsOf } from './read.ts'
import { askEach, ofOrganization } from './repository-round.ts'
import { listEnvironmentSecrets, listEnvironmentVariables } from './routes/repository-stored.ts'
import type { IndexedRepository } from './session.ts'
import { emitStored } from './stored-in.ts'
import { mayMintTokens, mayUseVariables } from './uses-of-runs.ts'

export interface FoundEnvironment {
  readonly repository: IndexedRepository
  readonly id: number
  readonly name: string
}

export async function askSecrets(context: GithubContext, items: readonly FoundEnvironment[]): Promise<void> {
  const round = { items, nameOf: nameIn(context), what: 'Secrets of the environments' }
  await askEach(context, round, async ({ repository, id, name }, asker) => {
    const place = { ...ofOrganization(context, repository), environment_name: name }
    const shelf = { store: 'actions', repository, environment: name } as const
    for await (const row of rowsOf(asker, listEnvironmentSecrets, place))
      emitStored(context, secretRecord(context, shelf, row), repository, { id })
  })
}

/** These come last of all, so that what the steps after this one ask for is spared. */
export async function askVariables(context: GithubContext, found: readonly FoundEnvironment[]): Promise<void> {
  const repositories = context.session.facts.repositories ?? []
  const keep = repositories.filter(mayMintTokens).length + repositories.filter(mayUseVariables).length
  const items = found.filter(({ repository }) => mayUseVariables(repository))
  const round = { items, nameOf: nameIn(context), what: 'Variables of the environments', keep }
  await askEach(context, round, async ({ repository, id, name }, asker) => {
    const place = { ...ofOrganization(context, repository), environment_name: name }
    const shelf = { store: 'actions', repository, environment: name } as const
    for await (const row of rowsOf(asker, listEnvironmentVariables, place))
      emitStored(context, variableRecord(context, shelf, row), repository, { id })
  })
}

function nameIn(context: GithubContext): (environment: FoundEnvironment) => string {
  return ({ repository, name }) => `${fullName(context, repository.name)}/${name}`
}
