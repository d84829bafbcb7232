import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { UsageError } from '../../config/errors.ts'
import { nearest } from '../../config/suggest.ts'
import { findingsOf, savedResults } from '../../inventory/results.ts'
import type { Store } from '../../inventory/store.ts'
import type { Finding, Identity } from '../../model/index.ts'
import { clean, wrapped } from '../../report/lines.ts'
import { pathLines } from '../../report/paths/words.ts'
import { rules } from '../../rules/index.ts'
import { withJudged } from '../documents.ts'
import { facets, loadSettings, storeFor } from '../house.ts'
import type { CommonOptions } from '../options.ts'
import { toStdout } from '../output.ts'
import { lines } from '../questions/statements.ts'
import { findIdentities, namesIn } from '../questions/whom.ts'

/** Explains a rule by its page; a finding or an identity by what the store, or the document named, holds of it. */
export async function explain(what: string, document: string | undefined, flags: CommonOptions): Promise<number> {
  if (rules.some((rule) => rule.id === what)) {
    await toStdout([rulePage(what)])
    return 0
  }
  const tell = async (from: Store): Promise<number> => {
    const finding = findFinding(from, what)
    if (finding) await toStdout(aboutFinding(finding))
    else await toStdout(aboutIdentity(from, findIdentities(from, what), what, await pages()))
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

/** What tells of access weighs more than the rest of the command, and is not needed for rules and findings. */
const pages = () => import('../questions/identity.ts')

type Pages = Awaited<ReturnType<typeof pages>>

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

function* aboutFinding(finding: Finding): Generator<string> {
  yield `${finding.severity.toUpperCase()}  ${finding.ruleId}  (${finding.confidence})\n\n`
  yield* wrapped(clean(finding.message), 80, '', '')
  yield `\nSubject   ${clean(finding.subject.nativeId)}\nScope     ${finding.subject.scope}\n`
  if (finding.owner) yield `Owner     ${clean(finding.owner.name)} (${clean(finding.owner.source)})\n`
  for (const item of finding.evidence)
    yield `Evidence  ${clean(item.source)}${item.detail === undefined ? '' : `: ${clean(item.detail)}`}\n`
  for (const id of finding.related) yield `Related   ${clean(id)}\n`
  const paths = [...pathLines(finding, { width: 80, indent: '  ', whole: true })]
  if (paths.length > 0) yield* ['\nPaths\n', ...paths]
  for (const mend of finding.remediation) {
    yield '\n'
    yield* wrapped(clean(mend.text), 80, '', '')
    if (mend.command !== undefined) yield `  ${clean(mend.command)}\n`
  }
  yield `\nWhy it matters: muster explain ${finding.ruleId}\n`
}

function* aboutIdentity(
  store: Store,
  found: readonly Identity[],
  what: string,
  { credentialIds, identityPage }: Pages,
): Generator<string> {
  const [identity, ...others] = found
  if (!identity) throw nothing(store, what)
  if (others.length > 0) {
    yield* lines(`${found.length} identities are called "${what}"; give one of these:`)
    for (const one of found) yield `  ${clean(one.nativeId)}\n`
    return
  }
  const view = store.view(identity.scope, facets)
  yield* identityPage(view, identity)
  yield* findingsAbout(store, identity, credentialIds(view, identity))
}

function nothing(store: Store, what: string): UsageError {
  const ids = rules.map((rule) => rule.id)
  const meant = nearest(what, [...ids, ...namesIn(store)])
  return new UsageError(
    `Nothing here is called "${clean(what)}".`,
    meant !== undefined
      ? `Did you mean the ${ids.includes(meant) ? 'rule' : 'identity'} ${clean(meant)}?`
      : looksLikeFingerprint(what)
        ? `No finding of the last scan has it. Of a document judged by check: muster explain ${what} FILE.`
        : 'Give a rule id, a finding’s fingerprint, or the id, native id or name of an identity in the store.',
  )
}

function* findingsAbout(store: Store, identity: Identity, credentials: readonly string[]): Generator<string> {
  const [last] = savedResults(store.db)
  if (!last) return
  for (const finding of findingsOf(store.db, last.scan)) {
    if (finding.subject.id !== identity.id && !credentials.includes(finding.subject.id)) continue
    yield `\n${finding.severity.toUpperCase()}  ${finding.ruleId}  ${finding.fingerprint.slice(0, 12)}\n`
    yield* lines(finding.message, '  ')
  }
}
