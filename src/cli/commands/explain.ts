import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { UsageError } from '../../config/errors.ts'
import { nearest } from '../../config/suggest.ts'
import { findingsOf, savedResults } from '../../inventory/results.ts'
import type { Store } from '../../inventory/store.ts'
import type { View } from '../../inventory/view.ts'
import type { Finding, Identity } from '../../model/index.ts'
import { clean } from '../../report/lines.ts'
import { severityWords } from '../../report/words.ts'
import { rules } from '../../rules/index.ts'
import { withJudged } from '../documents.ts'
import { facets, loadSettings, storeFor } from '../house.ts'
import type { CommonOptions } from '../options.ts'
import { toStdout } from '../output.ts'
import { findingPage } from '../questions/finding.ts'
import { isGivenKind } from '../questions/given-kinds.ts'
import { lines } from '../questions/statements.ts'
import { emptyStore, findBehind, findIdentities, namesIn, severalCalled } from '../questions/whom.ts'

/**
 * Explains a rule by its page; a finding or an identity by what the store, or the document named, holds of it; a role or
 * permission of Microsoft by its name, which stands before the document then.
 */
export async function explain(
  what: string,
  document: string | undefined,
  flags: CommonOptions,
  documentAfterName?: string,
): Promise<number> {
  if (isGivenKind(what))
    return (await import('../questions/given.ts')).explainGiven(what, document, documentAfterName, flags)
  if (rules.some((rule) => rule.id === what)) {
    await toStdout([rulePage(what)])
    return 0
  }
  const tell = async (from: Store): Promise<number> => {
    const finding = findFinding(from, what)
    if (finding) await toStdout(findingPage(finding))
    else await toStdout(aboutIdentity(from, identityCalled(from, what), await pages()))
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

/** By its own name, or else by that of a credential it signs in with or of what runs as it. */
function identityCalled(store: Store, what: string): Identity {
  const named = findIdentities(store, what)
  const [identity, ...others] = named.length > 0 ? named : findBehind(store, what)
  if (!identity) throw nothing(store, what)
  if (others.length > 0) throw severalCalled(what, [identity, ...others])
  return identity
}

function* aboutIdentity(store: Store, identity: Identity, { credentialIds, identityPage }: Pages): Generator<string> {
  const view = store.view(identity.scope, facets)
  yield* identityPage(
    view,
    identity,
    findingsAbout(store, [identity.id, ...credentialIds(view, identity), ...usersOf(view, identity)]),
  )
}

/** What runs as it: findings about an agent are about whom it acts as. */
function usersOf(view: View, identity: Identity): readonly string[] {
  return view.edgesTo(identity.id, 'runs-as').map(({ from }) => from)
}

function nothing(store: Store, what: string): UsageError {
  const ids = rules.map((rule) => rule.id)
  const meant = nearest(what, [...ids, ...namesIn(store)])
  if (meant === undefined && !looksLikeFingerprint(what) && store.scopes().length === 0) return emptyStore()
  return new UsageError(
    `Nothing here is called "${clean(what)}".`,
    meant !== undefined
      ? `Did you mean the ${ids.includes(meant) ? 'rule' : 'identity'} ${clean(meant)}?`
      : looksLikeFingerprint(what)
        ? `No finding of the last scan has it. Of a document judged by check: muster explain ${what} FILE.`
        : 'Give a rule id, a finding’s fingerprint, or an identity in the store: its name, ARN or id, or the id of one of its keys.',
  )
}

function* findingsAbout(store: Store, subjects: readonly string[]): Generator<string> {
  const [last] = savedResults(store.db)
  if (!last) return
  let first = true
  for (const finding of findingsOf(store.db, last.scan)) {
    if (!subjects.includes(finding.subject.id)) continue
    if (first) yield '\nFindings\n'
    first = false
    const { confidence, severity, message, fingerprint, waiver } = finding
    const doubt = `${confidence === 'possible' ? ', possible' : ''}${waiver ? ', waived' : ''}`
    yield* lines(`${severityWords[severity]}${doubt}: ${message}`, '  ', '    ')
    yield `    muster explain ${fingerprint.slice(0, 12)}\n`
  }
}
