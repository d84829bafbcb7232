import { createHash } from 'node:crypto'
import type { z } from 'zod'
import type { DeployKeyFacts } from '../../../model/facts/github.ts'
import { isUnknown, unknown } from '../../../model/index.ts'
import type { StepMeta } from '../../contract.ts'
import { fullName, idOf, instantOf, placeOf } from '../place.ts'
import type { GithubContext } from '../place.ts'
import { rowsOf } from '../read.ts'
import { askEach, indexed, nameIn, ofOrganization } from '../repository-round.ts'
import { listDeployKeys } from '../routes/repository-keys.ts'
import type { IndexedRepository } from '../session.ts'

export const deployKeysMeta = {
  id: 'deploy-keys',
  title: 'Deploy keys',
  tier: 'core',
  scopes: ['organization'],
  needs: ['administration=read'],
  emits: ['deploy-keys'],
  after: ['repositories', 'members'],
} as const satisfies StepMeta

type DeployKey = z.infer<typeof listDeployKeys.schema>

/** The index says which repositories have any; GraphQL knows neither who added a key nor when it was used. */
export async function deployKeys(context: GithubContext): Promise<void> {
  const items = indexed(context, 'Deploy keys')?.filter(({ deployKeys: count }) => isUnknown(count) || count !== 0)
  if (items === undefined) return
  await askEach(context, { items, nameOf: nameIn(context), what: 'Deploy keys of' }, async (repository, asker) => {
    let count = 0
    for await (const key of rowsOf(asker, listDeployKeys, ofOrganization(context, repository))) {
      emitKey(context, repository, key)
      count += 1
    }
    if (!isUnknown(repository.deployKeys)) return
    const id = idOf(context, 'repository', repository.id)
    context.emit({ type: 'patch', of: 'resource', id, set: {}, facts: { deployKeys: count } })
  })
}

function emitKey(context: GithubContext, { id: repositoryId, name }: IndexedRepository, row: DeployKey): void {
  const id = idOf(context, 'deploy-key', row.id)
  const repository = fullName(context, name)
  const facts: DeployKeyFacts = {
    type: 'deploy-key',
    repository,
    repositoryId,
    readOnly: row.read_only,
    verified: row.verified ?? unknown('unsupported'),
    addedBy: row.added_by === undefined ? unknown('unsupported') : row.added_by,
  }
  const fingerprint = fingerprintOf(row.key)
  context.emit({
    type: 'credential',
    id,
    ...placeOf(context),
    kind: 'ssh-key',
    nativeId: String(row.id),
    name: row.title === '' ? `deploy key ${row.id}` : row.title,
    createdAt: instantOf(row.created_at),
    expiresAt: null,
    rotatedAt: null,
    enabled: row.enabled ?? unknown('unsupported'),
    lifetime: 'static',
    ...(fingerprint === undefined ? {} : { fingerprint }),
    facts,
  })
  emitRelations(context, row, id, idOf(context, 'repository', repositoryId), `GET /repos/${repository}/keys`)
}

function emitRelations(context: GithubContext, row: DeployKey, id: string, repository: string, source: string): void {
  const evidence = [{ source }]
  const via = row.read_only ? 'read' : 'write'
  context.emit({ type: 'edge', kind: 'grants', from: id, to: repository, via, evidence })
  const lastUsedAt = row.last_used === undefined ? unknown('unsupported') : instantOf(row.last_used)
  context.emit({ type: 'usage', subject: id, lastUsedAt, observedSince: null, precision: 'exact', source })
  const adder = context.session.facts.users?.get(row.added_by?.toLowerCase() ?? '')
  if (adder === undefined) return
  const from = idOf(context, 'user', adder)
  context.emit({ type: 'edge', kind: 'owns', from, to: id, level: 'configured', evidence })
}

/** As `ssh-keygen -l` prints it: `ssh-ed25519 AAAA…` is the type and the key in base64. */
export function fingerprintOf(key: string): string | undefined {
  const encoded = /^\S+\s+([A-Za-z0-9+/]+={0,2})(?:\s|$)/.exec(key.trim())?.[1]
  if (encoded === undefined) return undefined
  const digest = createHash('sha256').update(Buffer.from(encoded, 'base64')).digest('base64')
  return `SHA256:${digest.replace(/=+$/, '')}`
}
