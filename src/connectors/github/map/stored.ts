/** Secrets by name, and variables, as records: of the organization, of a repository or of an environment alike. */
import type { SecretStore, StoredAt, StoredSecretFacts, VariableFacts } from '../../../model/facts/github.ts'
import type { Emission, Known } from '../../../model/index.ts'
import { configFacts } from '../../shared/secret-shapes.ts'
import { fullName, idOf, instantOf, placeOf } from '../place.ts'
import type { GithubContext } from '../place.ts'
import { guessSecret } from './secret-names.ts'
import { refersTo } from './variable-values.ts'

export interface Shelf {
  readonly store: SecretStore
  /** Left out: the organization's own. */
  readonly repository?: { readonly id: number; readonly name: string }
  readonly environment?: string
}

interface Row {
  readonly name: string
  readonly created_at?: string | null | undefined
  readonly updated_at?: string | null | undefined
  readonly visibility?: 'all' | 'private' | 'selected' | undefined
}

export function secretRecord(
  context: GithubContext,
  shelf: Shelf,
  row: Row,
  repositories?: Known<readonly string[]>,
): Emission {
  const facts: StoredSecretFacts = {
    ...storedAt(context, shelf, row),
    ...(repositories === undefined ? {} : { repositories }),
    looksLike: guessSecret(row.name),
  }
  return resource(context, 'secret', shelf, row, facts)
}

/** The value is looked at here, and nothing of it goes on but what it refers to and fingerprints of secrets. */
export function variableRecord(context: GithubContext, shelf: Shelf, row: Row & { readonly value: string }): Emission {
  const facts: VariableFacts = {
    ...storedAt(context, shelf, row),
    refersTo: refersTo(row.name, row.value),
    configSecrets: configFacts([[row.name, row.value]], context.io.fingerprint).configSecrets,
  }
  return resource(context, 'variable', shelf, row, facts)
}

function storedAt(context: GithubContext, { store, repository, environment }: Shelf, row: Row): StoredAt {
  const level = environment !== undefined ? 'environment' : repository === undefined ? 'organization' : 'repository'
  return {
    store,
    level,
    ...(repository === undefined
      ? {}
      : { repository: fullName(context, repository.name), repositoryId: repository.id }),
    ...(environment === undefined ? {} : { environment }),
    ...(row.visibility === undefined ? {} : { visibility: row.visibility }),
    createdAt: instantOf(row.created_at),
    updatedAt: instantOf(row.updated_at),
  }
}

function resource(
  context: GithubContext,
  kind: 'secret' | 'variable',
  { store, repository, environment }: Shelf,
  { name }: Row,
  facts: StoredSecretFacts | VariableFacts,
): Emission {
  const within = environment === undefined ? [store, name] : [environment, store, name]
  const owner = repository === undefined ? context.session.organization.login : fullName(context, repository.name)
  return {
    type: 'resource',
    id: idOf(context, kind, [repository?.id ?? 'organization', ...within].join('/')),
    ...placeOf(context),
    kind,
    nativeId: [owner, ...within].join('/'),
    name,
    facts,
  }
}
