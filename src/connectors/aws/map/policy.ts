import { unknown, type Known } from '../../../model/index.ts'
import type { InlinePolicy, PolicyDocument, PolicyStatement } from '../../../model/facts/aws.ts'

/**
 * A policy document as the API has it (percent-encoded by RFC 3986), as emulators have it (plain) or as the CLI
 * prints it (parsed already). `Statement` becomes a list. What does not parse is unknown, never empty.
 */
export function documentOf(document: unknown): Known<PolicyDocument> {
  const parsed = typeof document === 'string' ? parse(document) : document
  if (!isObject(parsed)) return unknown('failed')
  const given = parsed['Statement']
  const statements: readonly unknown[] = Array.isArray(given) ? given : given === undefined ? [] : [given]
  if (!statements.every(isStatement)) return unknown('failed')
  return { ...parsed, Statement: statements }
}

function parse(text: string): unknown {
  const trimmed = text.trimStart()
  if (trimmed.startsWith('{')) return json(trimmed)
  // Encoders of forms, which some emulators use, write a space as `+`.
  return json(decoded(trimmed)) ?? json(decoded(trimmed.replaceAll('+', ' ')))
}

function json(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

function isObject(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isStatement(value: unknown): value is PolicyStatement {
  if (!isObject(value) || (value['Effect'] !== 'Allow' && value['Effect'] !== 'Deny')) return false
  const { Principal, NotPrincipal, Action, NotAction, Resource, NotResource, Condition } = value
  return (
    [Action, NotAction, Resource, NotResource].every((each) => each === undefined || areNames(each)) &&
    [Principal, NotPrincipal].every((each) => each === undefined || each === '*' || isTableOf(each, areNames)) &&
    (Condition === undefined || isTableOf(Condition, (keys) => isTableOf(keys, areValues)))
  )
}

function isTableOf(value: unknown, fits: (value: unknown) => boolean): boolean {
  return isObject(value) && Object.values(value).every(fits)
}

function areNames(value: unknown): boolean {
  return [value].flat().every((each) => typeof each === 'string')
}

function areValues(value: unknown): boolean {
  return [value].flat().every((each) => ['string', 'number', 'boolean'].includes(typeof each))
}

interface InlineRow {
  readonly PolicyName?: string | undefined
  readonly PolicyDocument?: unknown
}

export function inlinePolicies(rows: readonly InlineRow[] | undefined): readonly InlinePolicy[] {
  const policies = (rows ?? []).map((row, index) => ({
    name: row.PolicyName ?? `inline-${index + 1}`,
    document: documentOf(row.PolicyDocument),
  }))
  return policies.toSorted((a, b) => (a.name < b.name ? -1 : 1))
}

/** True when an Allow statement names an action of the service itself, not through a wildcard over services. */
export function namesService(document: Known<PolicyDocument>, prefix: string): boolean {
  if (document === null || !('Statement' in document)) return false
  return document.Statement.some(
    ({ Effect, Action }) =>
      Effect === 'Allow' && listOf(Action).some((action) => action.toLowerCase().startsWith(`${prefix}:`)),
  )
}

export function listOf(value: string | readonly string[] | undefined): readonly string[] {
  if (value === undefined) return []
  return typeof value === 'string' ? [value] : value
}
