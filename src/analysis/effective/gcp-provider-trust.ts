/** What a provider of a workload identity pool asks of tokens, in the terms in which all trust in web identities is judged. */
import type { ASTNode } from '@marcbachmann/cel-js'
import { parse } from '@marcbachmann/cel-js'
import type { PoolProviderFacts } from '../../model/facts/gcp.ts'
import type { Unknown } from '../../model/index.ts'
import { becauseOf, isUnknown, unknown, valueOf } from '../../model/index.ts'
import { wholeTenants } from './aws-oidc-names.ts'
import { oidcTrusts } from './aws-oidc.ts'
import type { OidcTrust } from './aws-oidc.ts'
import { memberOf } from './gcp-principals.ts'

interface Test {
  readonly claim: string
  readonly values: readonly string[]
  readonly patterns: boolean
}

interface Asked {
  /** Each has to hold. */
  readonly tests: readonly Test[]
  /** Nothing else is asked that could hold tokens back. */
  readonly clear: boolean
}

export interface ProviderTrust {
  readonly trust: OidcTrust
  /** False: something more is asked, in a form that is not understood here. */
  readonly clear: boolean
}

/** Of the tokens that get in by the provider, those that are `member` as well, where one is given. */
export function providerTrust(provider: PoolProviderFacts, member?: string): ProviderTrust | Unknown {
  const { issuer, attributeCondition, attributeMapping: mapping } = provider
  const unread = [issuer, attributeCondition].find(isUnknown)
  if (unread !== undefined) return unknown(becauseOf(unread))
  const condition = valueOf(attributeCondition)
  const asked = [
    condition === undefined ? nothing : testsIn(condition, mapping),
    member === undefined ? nothing : memberTests(member, mapping),
  ]
  const url = (valueOf(issuer) ?? '').replace(/^https:\/\//, '')
  const constraints = asked.flatMap(({ tests }) =>
    tests.map(({ claim, values, patterns }) => ({ key: `${url}:${claim}`.toLowerCase(), values, patterns })),
  )
  const [trust] = oidcTrusts([
    { via: 'provider', principal: { type: 'oidc', issuer: url }, constraints, secondFactor: false },
  ])
  return trust ? { trust, clear: asked.every(({ clear }) => clear) } : unknown('unsupported')
}

/** open: tenants beyond chosen ones get in · whole: all of a tenant; undefined: less than that. */
export function breadthOf({ trust }: ProviderTrust): 'open' | 'whole' | undefined {
  if (trust.subject !== 'pinned') return 'open'
  return wholeTenants(trust, trust.pinnedBy?.values ?? []).length > 0 ? 'whole' : undefined
}

const nothing: Asked = { tests: [], clear: true }
const unclear: Asked = { tests: [], clear: false }

/** https://cloud.google.com/iam/docs/principal-identifiers */
function memberTests(text: string, mapping: PoolProviderFacts['attributeMapping']): Asked {
  const member = memberOf(text)
  if (member.kind === 'pool-subject') return equals(mapping['google.subject'], member.subject)
  if (member.kind !== 'pool-set') return unclear
  if (member.set === '*') return nothing
  const [, attribute = '', value = ''] = /^(attribute\.[^/]+)\/(.+)$/s.exec(member.set) ?? []
  return equals(mapping[attribute], value)
}

function equals(mapped: string | undefined, value: string): Asked {
  const claim = mapped === undefined ? undefined : claimIn(nodeOf(mapped), {})
  return claim === undefined ? unclear : { tests: [{ claim, values: [value], patterns: false }], clear: true }
}

function testsIn(expression: string, mapping: PoolProviderFacts['attributeMapping']): Asked {
  const node = nodeOf(expression)
  return node === undefined ? unclear : asks(node, mapping)
}

/** Google takes half of it: what is longer would only be there to exhaust whoever walks through it. */
const longest = 8192

function nodeOf(expression: string): ASTNode | undefined {
  if (expression.length > longest) return undefined
  try {
    return parse(expression).ast
  } catch {
    return undefined
  }
}

type Mapping = PoolProviderFacts['attributeMapping']

function asks(node: ASTNode, mapping: Mapping): Asked {
  if (node.op === '&&') {
    const sides = node.args.map((side) => asks(side, mapping))
    return { tests: sides.flatMap(({ tests }) => tests), clear: sides.every(({ clear }) => clear) }
  }
  if (node.op === '||') return either(asks(node.args[0], mapping), asks(node.args[1], mapping))
  if (node.op === 'value' && node.args === true) return nothing
  const test = testAt(node, mapping)
  if (test !== undefined) return { tests: [test], clear: true }
  return excludes(node) ? nothing : unclear
}

/** Values of one claim add up; of two, a token needs only one, which pins nothing. */
function either(left: Asked, right: Asked): Asked {
  const [a, ...more] = left.tests
  const [b, ...others] = right.tests
  if (left.clear && right.clear && (a === undefined || b === undefined)) return nothing
  if (a === undefined || b === undefined || more.length + others.length > 0) return unclear
  if (a.claim !== b.claim || a.patterns !== b.patterns) return unclear
  const tests = [{ claim: a.claim, values: [...a.values, ...b.values], patterns: a.patterns }]
  return { tests, clear: left.clear && right.clear }
}

function testAt(node: ASTNode, mapping: Mapping): Test | undefined {
  if (node.op === '==') {
    const [left, right] = node.args
    return compared(left, right, mapping) ?? compared(right, left, mapping)
  }
  if (node.op === 'in') {
    const [left, right] = node.args
    const claim = claimIn(left, mapping)
    const values = right.op === 'list' ? right.args.map(textIn) : []
    if (claim === undefined || values.length === 0 || values.includes(undefined)) return undefined
    return { claim, values: values.filter((value) => value !== undefined), patterns: false }
  }
  if (node.op === 'rcall' && node.args[0] === 'startsWith') {
    const [, on, [start]] = node.args
    const claim = claimIn(on, mapping)
    const value = start === undefined ? undefined : textIn(start)
    return claim === undefined || value === undefined ? undefined : { claim, values: [`${value}*`], patterns: true }
  }
  return undefined
}

function compared(claimed: ASTNode, literal: ASTNode, mapping: Mapping): Test | undefined {
  const claim = claimIn(claimed, mapping)
  const value = textIn(literal)
  return claim === undefined || value === undefined ? undefined : { claim, values: [value], patterns: false }
}

/** Asks that something is there, or not one value: everybody else's tokens get past that. */
function excludes(node: ASTNode): boolean {
  if (node.op === '!=' || (node.op === 'call' && node.args[0] === 'has')) return true
  return node.op === '!_' && (node.args.op === '==' || node.args.op === 'in')
}

function textIn(node: ASTNode): string | undefined {
  return node.op === 'value' && typeof node.args === 'string' ? node.args : undefined
}

/** `assertion.repository`, `assertion['repository']`, and `attribute.repository` where that is mapped to it. */
function claimIn(node: ASTNode | undefined, mapping: Mapping): string | undefined {
  if (node === undefined || (node.op !== '.' && node.op !== '[]')) return undefined
  const [from, key] = node.args
  const name = typeof key === 'string' ? key : textIn(key)
  if (from.op !== 'id' || name === undefined) return undefined
  if (from.args === 'assertion') return name
  const mapped = mapping[`${from.args}.${name}`]
  return mapped === undefined ? undefined : claimIn(nodeOf(mapped), {})
}
