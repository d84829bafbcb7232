/** Whether a provider of a workload identity pool takes a token, and whom it makes of it. */
import { isUnknown, valueOf } from '../../model/index.ts'
import type { PoolProviderFacts } from '../../model/facts/gcp.ts'
import { celOutcome, touchedBy } from './gcp-pool-cel.ts'
import type { CelOutcome, ClaimSets, ClaimValue } from './gcp-pool-cel.ts'
import { providerWords } from './gcp-pools.ts'

/** What is known of a token, by the names of its claims: see ClaimSets. */
export type Claims = ClaimSets['assertion']

export interface Admission {
  /** unclear: it hangs on `conditions` of the token, or on what was not read. */
  readonly verdict: 'yes' | 'no' | 'unclear'
  /** By `google.subject`, `google.groups`, `attribute.repository`; left out: nobody knows. */
  readonly attributes: { readonly [attribute: string]: ClaimValue }
  /** Names of attributes that the provider maps. */
  readonly mapped: readonly string[]
  /** As sentences. */
  readonly conditions: readonly string[]
  readonly missing: readonly string[]
}

const refused: Admission = { verdict: 'no', attributes: {}, mapped: [], conditions: [], missing: [] }

/**
 * The condition is judged after the mapping, since it may ask for what was mapped. A claim that it asks for and that the
 * token lacks is a refusal. https://cloud.google.com/iam/docs/workload-identity-federation#conditions
 */
export function admissionOf(provider: PoolProviderFacts, claims: Claims): Admission {
  const mapping = mappingOf(provider)
  const outcomes = Object.entries(mapping).map(
    ([attribute, expression]) => [attribute, celOutcome(expression, { assertion: claims })] as const,
  )
  if (outcomes.some(([attribute, outcome]) => attribute === 'google.subject' && isNobody(outcome))) return refused
  const attributes = Object.fromEntries(
    outcomes.flatMap(([attribute, outcome]) => {
      const value = claimOf(outcome)
      return value === undefined ? [] : [[attribute, value] as const]
    }),
  )
  const sets: ClaimSets = {
    assertion: claims,
    google: below(attributes, 'google.'),
    attribute: below(attributes, 'attribute.'),
  }
  const { attributeCondition: condition } = provider
  const held = isUnknown(condition) ? 'unknown' : condition === null ? { value: true } : celOutcome(condition, sets)
  if (held === 'fails' || (held !== 'unknown' && held.value !== true)) return refused
  const words = providerWords(provider)
  const lacking = outcomes.filter(([, outcome]) => outcome === 'fails').map(([attribute]) => attribute)
  const conditions = [
    ...(held === 'unknown' && !isUnknown(condition) ? [conditionWords(words, valueOf(condition) ?? '', claims)] : []),
    ...(lacking.length > 0 ? [`The provider ${words} takes a token that has nothing for ${lacking.join(', ')}`] : []),
  ]
  const missing = isUnknown(condition) ? [`the attribute condition of the provider ${words}`] : []
  const verdict = conditions.length + missing.length > 0 ? 'unclear' : 'yes'
  return { verdict, attributes, mapped: Object.keys(mapping), conditions, missing }
}

/** An empty subject is refused as well. */
function isNobody(outcome: CelOutcome): boolean {
  return outcome === 'fails' || (outcome !== 'unknown' && outcome.value === '')
}

function claimOf(outcome: CelOutcome): ClaimValue | undefined {
  if (outcome === 'fails') return null
  if (outcome === 'unknown') return undefined
  const { value } = outcome
  if (typeof value === 'string') return value
  return isTexts(value) ? value : undefined
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'string')
}

function below(attributes: Admission['attributes'], prefix: string): ClaimSets['assertion'] {
  return Object.fromEntries(
    Object.entries(attributes).flatMap(([name, value]) =>
      name.startsWith(prefix) ? [[name.slice(prefix.length), value] as const] : [],
    ),
  )
}

function conditionWords(provider: string, condition: string, claims: Claims): string {
  const open = touchedBy(condition).filter(
    (name) => !name.startsWith('assertion.') || claims[name.slice('assertion.'.length)] === undefined,
  )
  const what = open.length > 0 ? ` (nobody knows ${open.join(', ')} beforehand)` : ''
  return `The condition of the provider ${provider} takes the token: ${condition}${what}`
}

/** What a provider of AWS maps where nobody chose: https://cloud.google.com/iam/docs/workload-identity-federation#mapping */
const mappingOfAws: PoolProviderFacts['attributeMapping'] = {
  'google.subject': 'assertion.arn',
  'attribute.aws_role':
    "assertion.arn.contains('assumed-role') ? assertion.arn.extract('{account_arn}assumed-role/') + 'assumed-role/' + assertion.arn.extract('assumed-role/{role_name}/') : assertion.arn",
}

function mappingOf({ kind, attributeMapping }: PoolProviderFacts): PoolProviderFacts['attributeMapping'] {
  return kind === 'aws' && Object.keys(attributeMapping).length === 0 ? mappingOfAws : attributeMapping
}
