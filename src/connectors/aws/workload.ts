/** How a resource that runs with a role is written down. */
import { entityId, isKnown, type Emission, type Facts, type Instant, type Known } from '../../model/index.ts'
import type { PolicyDocument } from '../../model/facts/aws.ts'
import { configFacts } from '../shared/secret-shapes.ts'
import { documentOf } from './map/policy.ts'
import type { AwsContext } from './regional.ts'

export interface Workload {
  /** `lambda:function` */
  readonly kind: string
  readonly arn: string
  readonly name: string
  readonly region: string
  readonly roleArn: Known<string>
  /** False: it has the role only through another workload, which carries the edge. */
  readonly running?: boolean
  /** The operation that told of it. */
  readonly source: string
  readonly tags?: Known<{ readonly [key: string]: string }>
  /** Facts of this kind, and what `configuration` gave. */
  readonly facts?: Facts
}

export function emitWorkload(context: AwsContext, workload: Workload): void {
  const { kind, arn, name, region, roleArn, tags, facts } = workload
  const id = resourceId(context, kind, arn)
  context.emit({
    ...resourceOf(context, kind, arn, name),
    facts: { arn, region, roleArn, ...(tags === undefined ? {} : { tags }), ...facts },
  })
  if (isKnown(roleArn) && workload.running !== false) context.emit(runsAs(id, roleArn, workload))
}

function runsAs(from: string, roleArn: string, { source, region }: Workload): Emission {
  return { type: 'edge', kind: 'runs-as', from, to: roleId(roleArn), evidence: [{ source, detail: region }] }
}

export function resourceId(context: AwsContext, kind: string, arn: string): string {
  return entityId('aws', context.session.accountId, kind, arn)
}

export function resourceOf(context: AwsContext, kind: string, arn: string, name: string) {
  const id = resourceId(context, kind, arn)
  return { type: 'resource', id, provider: 'aws', scope: context.scope.id, kind, nativeId: arn, name } as const
}

/** The role's id: a role may be of another account than what runs with it. */
export function roleId(roleArn: string): string {
  return entityId('aws', roleArn.split(':')[4] ?? '', 'iam-role', roleArn)
}

/** Services that take a role by its name as well: its ARN, as far as the account's roles are known. */
export function roleArnOf(context: AwsContext, role: string | undefined): Known<string> {
  if (!role) return null
  if (role.startsWith('arn:')) return role
  const name = role.split('/').at(-1)
  const { roles } = context.session.facts
  if (roles === undefined) return { unknown: 'not-collected' }
  return [...roles.values()].find((each) => each.name === name)?.arn ?? { unknown: 'not-collected' }
}

/** What may be kept of configuration values: shapes of secrets and ids of keys. The values end here. */
export function configuration(context: AwsContext, entries: Iterable<readonly [string, unknown]>): Facts {
  const { configSecrets, accessKeyIds } = configFacts(entries, context.io.fingerprint)
  return { configSecrets, ...(accessKeyIds.length > 0 ? { accessKeyIds } : {}) }
}

/** `[{ Key, Value }]`, `[{ key, value }]` or a plain record, as a record. */
export function tagsOf(
  tags:
    | readonly {
        Key?: string | undefined
        Value?: string | undefined
        key?: string | undefined
        value?: string | undefined
      }[]
    | undefined,
): { readonly [key: string]: string } {
  return Object.fromEntries((tags ?? []).map((tag) => [tag.Key ?? tag.key ?? '', tag.Value ?? tag.value ?? '']))
}

/** Milliseconds only where there are some. */
export function instantOf(date: Date | undefined): Instant | null {
  return date === undefined ? null : date.toISOString().replace('.000Z', 'Z')
}

/** The same for services whose answers are read here, with times as text. */
export function instantFrom(text: string | undefined): Instant | null {
  const date = new Date(text ?? '')
  return Number.isNaN(date.getTime()) ? null : instantOf(date)
}

/** A resource's policy; none where the service gives no text. */
export function policyOf(text: string | undefined): Known<PolicyDocument> {
  return text ? documentOf(text) : null
}

/** The last part of an ARN, for a name where the service gives none. */
export function nameOf(arn: string): string {
  return arn.split(/[:/]/).at(-1) ?? arn
}
