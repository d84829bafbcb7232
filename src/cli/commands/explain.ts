import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { UsageError } from '../../config/errors.ts'
import { nearest } from '../../config/suggest.ts'
import { findingsOf, savedResults } from '../../inventory/results.ts'
import type { Store } from '../../inventory/store.ts'
import { parse } from '../../inventory/view-sqlite.ts'
import type { Finding, Identity } from '../../model/index.ts'
import { clean, wrapped } from '../../report/lines.ts'
import { pathLines } from '../../report/paths/words.ts'
import { fact, instant, yesNo } from '../../report/words.ts'
import { rules } from '../../rules/index.ts'
import { withJudged } from '../documents.ts'
import { facets, loadSettings, storeFor } from '../house.ts'
import type { CommonOptions } from '../options.ts'
import { toStdout } from '../output.ts'

/** Explains a rule by its page; a finding or an identity by what the store, or the document named, holds of it. */
export async function explain(what: string, document: string | undefined, flags: CommonOptions): Promise<number> {
  if (rules.some((rule) => rule.id === what)) {
    await toStdout([rulePage(what)])
    return 0
  }
  const tell = async (from: Store): Promise<number> => {
    const finding = findFinding(from, what)
    await toStdout(finding ? aboutFinding(finding) : aboutIdentities(from, findIdentities(from, what), what))
    return 0
  }
  if (document !== undefined) return withJudged(document, { ...flags, quiet: true }, tell)
  const store = storeFor(await loadSettings(flags), flags)
  try {
    return await tell(store)
  } finally {
    store.close()
  }
}

function rulePage(id: string): string {
  const root = dirname(createRequire(import.meta.url).resolve('nhi-muster/package.json'))
  const page = [join(root, 'docs/reference/rules', `${id}.md`), join(root, 'src/rules', id, 'doc.md')].find((path) =>
    existsSync(path),
  )
  return page === undefined
    ? `${id}: ${rules.find((rule) => rule.id === id)?.title ?? ''}\n`
    : readFileSync(page, 'utf8')
}

const looksLikeFingerprint = (text: string): boolean => /^[0-9a-f]{8,32}$/.test(text)

function findFinding(store: Store, fingerprint: string): Finding | undefined {
  if (!looksLikeFingerprint(fingerprint)) return undefined
  const [last] = savedResults(store.db)
  if (!last) return undefined
  for (const finding of findingsOf(store.db, last.scan)) if (finding.fingerprint.startsWith(fingerprint)) return finding
  return undefined
}

function findIdentities(store: Store, what: string): Identity[] {
  return store.db
    .all(
      `SELECT json FROM record WHERE type='identity' AND (id=? OR json_extract(json, '$.nativeId')=? OR json_extract(json, '$.name')=?) ORDER BY id LIMIT 20`,
      what,
      what,
      what,
    )
    .map((row) => parse<Identity>(row))
}

function* aboutFinding(finding: Finding): Generator<string> {
  yield `${finding.severity.toUpperCase()}  ${finding.ruleId}  (${finding.confidence})\n\n`
  yield* wrapped(clean(finding.message), 80, '', '')
  yield `\nSubject   ${clean(finding.subject.nativeId)}\nScope     ${finding.subject.scope}\n`
  if (finding.owner) yield `Owner     ${clean(finding.owner.name)} (${clean(finding.owner.source)})\n`
  for (const item of finding.evidence)
    yield `Evidence  ${clean(item.source)}${item.detail === undefined ? '' : `: ${clean(item.detail)}`}\n`
  for (const id of finding.related) yield `Related   ${clean(id)}\n`
  if (finding.data['paths'] !== undefined) {
    yield '\nPaths\n'
    yield* pathLines(finding, { width: 80, indent: '  ', whole: true, more: 'muster browse walks through them' })
  }
  for (const mend of finding.remediation) {
    yield '\n'
    yield* wrapped(clean(mend.text), 80, '', '')
    if (mend.command !== undefined) yield `  ${clean(mend.command)}\n`
  }
  yield `\nWhy it matters: muster explain ${finding.ruleId}\n`
}

function* aboutIdentities(store: Store, identities: readonly Identity[], what: string): Generator<string> {
  const [identity, ...others] = identities
  if (!identity) {
    const meant = nearest(
      what,
      rules.map((rule) => rule.id),
    )
    throw new UsageError(
      `Nothing here is called "${what}".`,
      meant
        ? `Did you mean the rule ${meant}?`
        : looksLikeFingerprint(what)
          ? `No finding of the last scan has it. Of a document judged by check: muster explain ${what} FILE.`
          : 'Give a rule id, a finding’s fingerprint, or the id, native id or name of an identity in the store.',
    )
  }
  if (others.length > 0) {
    yield `${identities.length} identities are called "${clean(what)}"; give one of these:\n`
    for (const one of identities) yield `  ${clean(one.nativeId)}\n`
    return
  }
  const view = store.view(identity.scope, facets)
  yield `${clean(identity.name)}  ${identity.kind}, ${identity.class}\n${clean(identity.nativeId)}\n\n`
  yield `Created   ${fact(identity.createdAt, instant)}\nEnabled   ${fact(identity.enabled, yesNo)}\nPurpose   ${clean(fact(identity.purpose))}\n`
  const used = (id: string): string => {
    const usage = view.usage(id)
    return usage ? fact(usage.lastUsedAt, instant) : 'unknown'
  }
  const credentials = view.edgesTo(identity.id, 'authenticates').map((edge) => edge.from)
  yield `Last used ${used(identity.id)}${credentials.length > 0 ? '; its credentials see below' : ''}\n`
  for (const id of credentials) {
    const credential = view.credential(id)
    if (credential)
      yield `Signs in  ${credential.kind} ${clean(credential.nativeId)}, enabled: ${fact(credential.enabled, yesNo)}, last used: ${used(id)}\n`
  }
  for (const edge of view.edgesFrom(identity.id, 'trusts')) yield `Trusts    ${clean(edge.to)}\n`
  for (const edge of view.edgesFrom(identity.id, 'grants')) yield `Granted   ${clean(edge.to)}\n`
  for (const edge of view.edgesTo(identity.id, 'runs-as')) yield `Runs      ${clean(edge.from)}\n`
  yield* findingsAbout(store, identity, credentials)
}

function* findingsAbout(store: Store, identity: Identity, credentials: readonly string[]): Generator<string> {
  const [last] = savedResults(store.db)
  if (!last) return
  for (const finding of findingsOf(store.db, last.scan))
    if (finding.subject.id === identity.id || credentials.includes(finding.subject.id))
      yield `\n${finding.severity.toUpperCase()}  ${finding.ruleId}  ${finding.fingerprint.slice(0, 12)}\n  ${clean(finding.message)}\n`
}
