/** Statements and remaining tests, for readers. */
import type { PathStatement } from '../../../model/index.ts'
import type { CompiledPolicy, Condition, StatementRef } from '../aws-policy/types.ts'
import { innerOf } from './principals.ts'
import type { Answer, Principal } from './types.ts'

/** The resource whose policy a reference of source `resource` means. */
export interface Carrier {
  readonly holder: string
  readonly policy: CompiledPolicy
}

interface Place {
  readonly holder: string
  readonly policy: CompiledPolicy
}

/** The statement with its text and holder. `undefined` when the reference leads nowhere. */
export function describe(ref: StatementRef, principal: Principal, carrier?: Carrier): PathStatement | undefined {
  const place = placeOf(ref, principal, carrier)
  const statement = place?.policy.statements.find(({ index }) => index === ref.statement)
  if (!place || !statement) return undefined
  return {
    holder: place.holder,
    source: ref.source,
    policy: place.policy.name ?? '',
    index: ref.statement,
    ...(statement.sid === undefined ? {} : { sid: statement.sid }),
    effect: statement.effect,
    text: JSON.stringify(statement.source),
  }
}

function placeOf(ref: StatementRef, principal: Principal, carrier: Carrier | undefined): Place | undefined {
  const { attached, boundary, guardrails } = innerOf(principal)
  if (ref.source === 'identity') return attached[ref.policy]
  if (ref.source === 'boundary') return boundary
  if (ref.source === 'resource') return carrier
  const rcp = ref.source === 'rcp'
  const lists = rcp ? guardrails.resourceControl : ref.source === 'scp' ? guardrails.serviceControl : []
  const level = ref.level ?? 0
  const policy = lists[level]?.[ref.policy]
  const holder = (rcp ? guardrails.resourceLevels : guardrails.levels)[level]
  return policy && { holder: holder ?? guardrails.organization ?? '', policy }
}

/** Tests that remain, as sentences, each once. */
export function conditionsOf({ residual }: Pick<Answer, 'residual'>): readonly string[] {
  return [...new Set(residual.map(sentenceOf))]
}

function sentenceOf({ operator, key, values, must }: Condition): string {
  const test = `${operator} ${key} ${values.join(' or ')}`
  return must === 'hold' ? `if ${test}` : `unless ${test} denies it`
}
