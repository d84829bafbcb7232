import { entityId, isKnown, unknown, type Emission, type Json, type Known } from '../../../model/index.ts'
import { configFacts } from '../../shared/secret-shapes.ts'
import { accountsOf } from './offline-files.ts'
import type { ResourceRow } from './offline-rows.ts'
import { idIn, readBy, type Place } from './place.ts'

/** Settings that a workload runs with: their values are judged and dropped. */
const settings =
  /^(environment(variables)?|env(variables)?|variables|(default)?arguments|parameters|userdata|definition|secrets)$/i

/** Kinds whose own configuration could hold a secret. */
const configured =
  /^(lambda:function|ecs:(service|task|task-definition)|glue:job|codebuild:project|apprunner:service|states:state-machine|bedrock-agentcore:runtime)$/

/** What of the rest of the files a row is read with. */
export interface RowContext {
  readonly fingerprint: (value: string) => string
  /** Instance profile ARN -> role ARN; `undefined` where the account's details were not given. */
  readonly profiles: ReadonlyMap<string, string> | undefined
}

/** A resource as the file tells of it, and the role that it runs with. */
export function resourceRecords(row: ResourceRow, place: Place, context: RowContext): readonly Emission[] {
  const { type: kind, arn, name } = row
  const id = idIn(place, kind, arn)
  const roleArn = roleOf(row, context)
  const resource: Emission = {
    type: 'resource',
    id,
    provider: 'aws',
    scope: place.scope,
    kind,
    nativeId: arn,
    name: name ?? arn.split(/[:/]/).at(-1) ?? arn,
    facts: { ...settingsOf(row, context.fingerprint), arn, region: regionOf(row), roleArn },
  }
  if (!isKnown(roleArn)) return [resource]
  const [owner] = accountsOf([roleArn])
  if (owner === undefined) return [resource]
  const to = entityId('aws', owner.accountId, 'iam-role', roleArn)
  return [resource, { type: 'edge', kind: 'runs-as', from: id, to, evidence: readBy('resources file', arn) }]
}

/** The role as given, or the one that the instance profile holds. */
function roleOf(row: ResourceRow, { profiles }: RowContext): Known<string> {
  const profile = row['instanceProfileArn']
  if (typeof row.roleArn === 'string') return row.roleArn
  if (typeof profile !== 'string') return null
  if (profiles === undefined) return unknown('not-collected')
  return profiles.get(profile) ?? null
}

function regionOf(row: ResourceRow): string | null {
  const given = row['region']
  return row.arn.split(':')[3] || (typeof given === 'string' && given !== '' ? given : null)
}

/** What the row has beyond its own columns, less what is or could be a secret. */
function settingsOf(row: ResourceRow, fingerprint: RowContext['fingerprint']): { readonly [fact: string]: Json } {
  const { type: kind, arn: _arn, roleArn: _role, name: _name, ...rest } = row
  const given = Object.entries({ ...rest, ...(Array.isArray(rest['tags']) ? { tags: tagTable(rest['tags']) } : {}) })
  const { configSecrets, accessKeyIds } = configFacts(given, fingerprint)
  const tainted = new Set(configSecrets.map(({ name: path }) => path.split('.')[0]))
  const kept = given.filter(([key, value]) => !settings.test(key) && !tainted.has(key) && value !== undefined)
  const hasSettings = given.some(([key]) => settings.test(key)) || tainted.size > 0
  const secrets = hasSettings ? configSecrets : unknown('not-collected')
  return {
    ...(Object.fromEntries(kept) as { readonly [key: string]: Json }),
    ...(configured.test(kind) || hasSettings ? { configSecrets: secrets } : {}),
    ...(accessKeyIds.length === 0 ? {} : { accessKeyIds }),
  }
}

/** `[{ Key, Value }]` or `[{ key, value }]`, as services print tags, as a record. */
function tagTable(tags: readonly unknown[]): { readonly [key: string]: string } {
  const pairs = tags.flatMap((tag): readonly (readonly [string, string])[] => {
    if (typeof tag !== 'object' || tag === null) return []
    const { Key, key = Key, Value, value = Value } = tag as { readonly [name: string]: unknown }
    return typeof key === 'string' ? [[key, typeof value === 'string' ? value : '']] : []
  })
  return Object.fromEntries(pairs)
}
