/** A path in words and in short chains, for everything that shows one. */
import type { Finding, FoundPath, PathHop, PathStatement, PathVerdict } from '../../model/index.ts'
import { clean, wrapped } from '../lines.ts'
import { count } from '../words.ts'
import { pathsOf } from './read.ts'

export const verdictMeanings = {
  proven: 'every decision is allowed, and every fact was read',
  conditional: 'it hangs on conditions of the request, listed below',
  possible: 'it hangs on facts that were not collected, listed below',
} as const satisfies Record<PathVerdict, string>

export const gainWords = {
  admin: 'everything in the account',
  sensitive: 'secrets and data',
  'crown-jewel': 'a crown jewel',
} as const satisfies Record<FoundPath['gain'], string>

/** What the path gains. Only those of AWS end in an account, and tell a policy that breaks them; those of Google end in a container. */
export function gainedBy({ gain, mendPolicy, target }: FoundPath): string {
  if (gain !== 'admin' || mendPolicy !== undefined) return gainWords[gain]
  if (target === 'clusterrole/cluster-admin') return 'control of the cluster'
  const [, kind] = /^(project|folder|organization)s\/[^/]+$/.exec(target) ?? []
  return kind === undefined ? 'control of the tenant or of a subscription' : `control of the ${kind}`
}

export const sourceWords = {
  identity: 'identity policy',
  boundary: 'permissions boundary',
  session: 'session policy',
  resource: 'resource policy',
  scp: 'service control policy',
  rcp: 'resource control policy',
  grant: 'grant',
  federation: 'trust in another issuer',
} as const satisfies Record<PathStatement['source'], string>

/**
 * `role/deploy` of `arn:aws:iam::111122223333:role/ci/deploy`, `role/deploy of 111122223333` where that is another account than
 * `home`'s; anything else as it is.
 */
export function shortName(nativeId: string, home?: string): string {
  const parts = arnOf(nativeId)
  if (parts === undefined) return trustedWords(nativeId)
  const [kind, ...path] = parts.name.split('/')
  const name = path.length === 0 ? parts.name : `${kind}/${path.at(-1)}`
  const foreign = home !== undefined && (arnOf(home)?.account ?? parts.account) !== parts.account
  return foreign ? `${name} of ${parts.account}` : name
}

function arnOf(text: string): { readonly account: string; readonly name: string } | undefined {
  const match = /^arn:[^:]*:[^:]*:[^:]*:([^:]*):(.+)$/s.exec(text)
  return match === null ? undefined : { account: match[1] ?? '', name: match[2] ?? '' }
}

/** Who comes from outside, in words: `account 444455556666` of `aws:account:444455556666`; any other id as it is. */
export function trustedWords(id: string): string {
  if (id === 'aws:anyone') return 'anyone with an AWS account'
  if (id === 'github:anyone') return 'anyone on GitHub'
  const [, kind, rest = ''] = /^(aws:account|aws:service|aws:deleted|oidc|saml):(.+)$/.exec(id) ?? []
  if (kind === undefined) return id
  if (kind === 'oidc') {
    const [issuer, ...subject] = rest.split('|')
    return subject.length === 0 ? `a token of ${issuer}` : `a token of ${issuer} for ${subject.join('|')}`
  }
  return `${kindWords.get(kind) ?? ''} ${rest}`
}

const kindWords = new Map([
  ['aws:account', 'account'],
  ['aws:service', 'service'],
  ['aws:deleted', 'deleted identity'],
  ['saml', 'SAML provider'],
])

/** Whom a hop leads to: `itself` where it leads nowhere else. */
export function whomWords({ from, to, toName }: PathHop, home: string): string {
  return from === to ? 'itself' : (toName ?? shortName(to, home))
}

/** Whom a hop leads from. */
export function whoWords({ from, fromName }: PathHop, home?: string): string {
  return fromName ?? shortName(from, home)
}

/** Where a path begins, and where it ends. */
export function startWords({ hops, target }: FoundPath, home?: string): string {
  const [first] = hops
  return first === undefined ? shortName(target, home) : whoWords(first, home)
}

export function targetWords({ hops, target }: FoundPath, home?: string): string {
  const last = hops.at(-1)
  return last?.to === target && last.toName !== undefined ? last.toName : shortName(target, home)
}

/** `user/ci → role/build (iam-012) → role/admin (lambda-003)`, clean. */
export function chainWords(path: FoundPath, arrow = '→'): string {
  const { hops, target } = path
  const home = hops[0]?.from ?? target
  return clean([startWords(path), ...hops.map((hop) => `${arrow} ${whomWords(hop, home)} (${hop.by})`)].join(' '))
}

/** `statement 2, Sid PassAny`: counted from 1. */
export function placeWords({ index, sid, source }: PathStatement): string {
  // A grant is one thing, with no statements to count.
  if (source === 'grant' || source === 'federation') return ''
  return `statement ${index + 1}${sid === undefined || sid === '' ? '' : `, Sid ${sid}`}`
}

export interface PathLinesOptions {
  readonly width: number
  readonly indent: string
  /** With what each hop does, what remains open and what was not collected. */
  readonly whole?: boolean
}

const shownPaths = 3

/** Up to three paths as chains with what breaks them, and the number of the rest; nothing for a finding without. */
export function* pathLines(finding: Finding, options: PathLinesOptions): Generator<string> {
  const { paths, unread } = pathsOf(finding)
  const { width, indent } = options
  const line = (text: string) => wrapped(clean(text), width, indent, `${indent}  `)
  // The fix that stands below is the mend of the first path, often with more behind it.
  const fix = finding.remediation[0]?.text
  const said = new Set<string>()
  for (const path of paths.slice(0, shownPaths)) {
    const further = path.alsoReaches ? `; the same way reaches ${count(path.alsoReaches, 'further target')}` : ''
    yield* line(`${path.verdict}: ${chainWords(path)}${further}`)
    if (options.whole) {
      for (const { by, text } of path.hops) yield* line(`  ${by}: ${text}`)
      for (const condition of path.conditions) yield* line(`if: ${condition}`)
      for (const fact of path.missingFacts) yield* line(`not collected: ${fact}`)
    }
    if (!said.has(path.mend) && fix?.startsWith(path.mend) !== true) yield* line(`breaks it: ${path.mend}`)
    said.add(path.mend)
  }
  const rest = paths.length - shownPaths
  if (rest > 0) yield* line(`${count(rest, 'more path')}: muster browse walks through all of them`)
  if (unread > 0) yield* line(`${count(unread, 'path')} could not be read: written by another version of muster?`)
}
