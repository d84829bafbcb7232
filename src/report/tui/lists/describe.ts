/** What the detail pane says of a thing, and small words that several lists share. */
import type { Evidence, Json, Known, Severity, Usage } from '../../../model/index.ts'
import { isUnknown, severities } from '../../../model/index.ts'
import { classWords, count, fact, gapWords, instant, number, severityWords, yesNo } from '../../words.ts'
import type { Data, Entity } from '../data.ts'
import { ageOf, lastUseOf, ownerOf } from '../data.ts'
import type { DetailLine } from '../listing.ts'

const longestFact = 600

export function scopeName(data: Data, id: string): string {
  return data.scope(id)?.name ?? id
}

/** `aws prod (111122223333)` */
export function scopeWords(data: Data, id: string): string {
  const scope = data.scope(id)
  if (scope === undefined) return id
  return `${scope.provider} ${scope.name}${scope.name === scope.nativeId ? '' : ` (${scope.nativeId})`}`
}

export function worstSeverity(data: Data, id: string): Severity | undefined {
  return severities[data.worst(id)]
}

/** `412 d`, `none`, `?` for unknown. */
export function ageCell(data: Data, since: Known<string> | undefined): string {
  if (since === null) return 'none'
  const days = ageOf(data, since)
  return days === undefined ? '?' : `${number(days)} d`
}

export function evidenceWords(evidence: Evidence): string {
  return evidence.detail === undefined ? evidence.source : `${evidence.source}: ${evidence.detail}`
}

export function entityDetail(data: Data, entity: Entity): readonly DetailLine[] {
  const owner = ownerOf(data, entity.id)
  return [
    { text: entity.name, heading: true },
    { label: 'Native id', text: entity.nativeId },
    { label: 'Kind', text: `${entity.kind} (${entity.type})` },
    { label: 'Scope', text: scopeWords(data, entity.scope) },
    ...(entity.type === 'identity' ? identityLines(entity) : []),
    ...(entity.type === 'credential' ? credentialLines(entity) : []),
    ...(entity.type === 'resource' ? [] : usageLines(data, entity.id)),
    { label: 'Owner', text: owner ?? 'none found' },
    ...findingLines(data, entity.id),
    ...factLines(entity.facts),
  ]
}

function identityLines(identity: Extract<Entity, { type: 'identity' }>): readonly DetailLine[] {
  const { ai } = identity
  return [
    { label: 'Class', text: classWords[identity.class] },
    ...(ai === undefined ? [] : [{ label: 'AI', text: aiWords(ai) }]),
    { label: 'Enabled', text: fact(identity.enabled, yesNo) },
    { label: 'Created', text: fact(identity.createdAt, instant) },
    { label: 'Environment', text: fact(identity.environment) },
    { label: 'Purpose', text: fact(identity.purpose) },
    { label: 'Tags', text: fact(identity.tags, tagWords) },
  ]
}

function aiWords(ai: NonNullable<Extract<Entity, { type: 'identity' }>['ai']>): string {
  const models = ai.models.length === 0 ? '' : `, models ${ai.models.join(', ')}`
  return `${ai.kind} of ${ai.vendor}${models} (${Math.round(ai.confidence * 100)}% sure: ${ai.evidence.join('; ')})`
}

function credentialLines(credential: Extract<Entity, { type: 'credential' }>): readonly DetailLine[] {
  return [
    { label: 'Lifetime', text: credential.lifetime },
    { label: 'Enabled', text: fact(credential.enabled, yesNo) },
    { label: 'Created', text: fact(credential.createdAt, instant) },
    { label: 'Rotated', text: fact(credential.rotatedAt, instant) },
    { label: 'Expires', text: fact(credential.expiresAt, instant) },
    ...(credential.fingerprint === undefined ? [] : [{ label: 'Fingerprint', text: credential.fingerprint }]),
  ]
}

function usageLines(data: Data, id: string): readonly DetailLine[] {
  const last = lastUseOf(data, id)
  if (last === undefined) return [{ label: 'Last used', text: `unknown (${gapWords['not-collected']})` }]
  const { usage, by } = last
  const using = by === undefined ? '' : `, with ${by.kind} ${by.name}`
  return [{ label: 'Last used', text: `${lastWords(usage)}${using} (${usage.source})` }]
}

function lastWords({ lastUsedAt, observedSince }: Usage): string {
  const since = observedSince === null ? undefined : fact(observedSince, instant)
  if (lastUsedAt === null) return since === undefined ? 'never' : `not since ${since}`
  return `${fact(lastUsedAt, instant)}${since === undefined ? '' : `, seen since ${since}`}`
}

function findingLines(data: Data, id: string): readonly DetailLine[] {
  const direct = data.findingsOf(id).length
  const worst = worstSeverity(data, id)
  const words = direct === 0 ? 'none' : count(direct, 'finding')
  const suffix = worst === undefined ? '' : `; worst here or on its credentials: ${severityWords[worst].toLowerCase()}`
  return [{ label: 'Findings', text: words + suffix, ...(worst === undefined ? {} : { tone: worst }) }]
}

function factLines(facts: Entity['facts']): readonly DetailLine[] {
  const entries = Object.entries(facts).filter((entry): entry is [string, Json] => entry[1] !== undefined)
  if (entries.length === 0) return []
  return [
    { text: 'Facts', heading: true },
    ...entries.map(([name, value]) => ({ label: name, text: jsonWords(value) })),
  ]
}

/** A fact on one line; what is very long is cut, the export has it whole. */
export function jsonWords(value: Json): string {
  if (value === null) return 'none'
  if (isUnknown(value)) return fact(value)
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value.join(', ') || 'none'
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return text.length > longestFact ? `${text.slice(0, longestFact)} … (${count(text.length, 'character')})` : text
}

function tagWords(tags: { readonly [key: string]: string }): string {
  const pairs = Object.entries(tags).map(([key, value]) => `${key}=${value}`)
  return pairs.length === 0 ? 'none' : pairs.join(', ')
}
