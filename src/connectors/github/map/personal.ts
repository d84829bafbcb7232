/** Credentials of people: what links them to their holder, and when they were used. */
import type { FineGrainedTokenFacts } from '../../../model/facts/github.ts'
import type { Credential, Instant, Known } from '../../../model/index.ts'
import { idOf, placeOf } from '../place.ts'
import type { GithubContext } from '../place.ts'

export interface Personal {
  readonly credential: Omit<Credential, 'provider' | 'scope'>
  /** GitHub's id of the user; undefined: the login is not among the organization's. */
  readonly holder: number | undefined
  /** None: never used. */
  readonly lastUsedAt: Known<Instant>
  readonly source: string
}

/** Who holds it is who made it, so that it authenticates the holder and is the holder's to answer for. */
export function emitPersonal(context: GithubContext, { credential, holder, lastUsedAt, source }: Personal): void {
  context.emit({ type: 'credential', ...credential, ...placeOf(context) })
  context.emit({ type: 'usage', subject: credential.id, lastUsedAt, observedSince: null, precision: 'exact', source })
  if (holder === undefined) return
  const user = idOf(context, 'user', holder)
  const evidence = [{ source }]
  context.emit({ type: 'edge', kind: 'authenticates', from: credential.id, to: user, level: 'observed', evidence })
  context.emit({ type: 'edge', kind: 'owns', from: user, to: credential.id, level: 'configured', evidence })
}

type Named = { readonly [name: string]: string }

/** Names that GitHub leaves out were not asked for. */
export function permissionsOf(given: {
  readonly organization?: Named | undefined
  readonly repository?: Named | undefined
  readonly other?: Named | undefined
}): FineGrainedTokenFacts['permissions'] {
  return { organization: given.organization ?? {}, repository: given.repository ?? {}, other: given.other ?? {} }
}
