/** The same question about many projects or accounts, put side by side. */
import type { Unknown } from '../../model/index.ts'
import { unknown } from '../../model/index.ts'
import { AbsentError, AccessError, VendorError } from '../errors.ts'
import { all } from '../shared/fan-out.ts'
import { collectMisses } from '../shared/misses.ts'
import type { GcpContext } from './place.ts'

/** So many are asked first. Where all of them are denied alike, the others are not asked. */
const first = 5

export interface Each<Thing> {
  readonly things: readonly Thing[]
  readonly nameOf: (thing: Thing) => string
  /** With which a sentence begins: `API keys of`. */
  readonly what: string
  readonly work: (thing: Thing) => Promise<void>
}

/** What could not be read, by name; told in one gap a reason, for a thousand projects are refused in as many words. */
export async function eachOf<Thing>(
  context: Pick<GcpContext, 'gap'>,
  { things, nameOf, what, work }: Each<Thing>,
): Promise<ReadonlyMap<string, Unknown>> {
  const failed = new Map<string, AccessError | VendorError>()
  const ask = async (thing: Thing): Promise<void> => {
    try {
      await work(thing)
    } catch (error) {
      // What is gone since it was listed has nothing any more.
      if (error instanceof AbsentError) return
      if (!(error instanceof AccessError || error instanceof VendorError)) throw error
      failed.set(nameOf(thing), error)
    }
  }
  const ordered = things.toSorted((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1))
  const [sample, rest] = [ordered.slice(0, first), ordered.slice(first)]
  await all(sample, ask)
  const denied = sample.map((thing) => failed.get(nameOf(thing)))
  const [refusal] = denied
  const alike = denied.every((error) => error instanceof AccessError && error.reason === refusal?.reason)
  if (refusal !== undefined && alike) for (const thing of rest) failed.set(nameOf(thing), refusal)
  else await all(rest, ask)
  return told(context, what, failed)
}

function told(
  context: Pick<GcpContext, 'gap'>,
  what: string,
  failed: ReadonlyMap<string, AccessError | VendorError>,
): ReadonlyMap<string, Unknown> {
  const misses = collectMisses()
  const words = new Map<string, string>()
  const unread = new Map<string, Unknown>()
  for (const [name, error] of [...failed].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const { reason } = error
    const permission = error instanceof AccessError ? { permission: error.permission } : {}
    // The words of a denial name the project, so that those of the first stand for all.
    const key = error instanceof AccessError ? `${reason} ${error.permission}` : error.message
    const detail = words.get(key) ?? error.message
    words.set(key, detail)
    misses.add(name, { reason, detail, ...permission })
    unread.set(name, unknown(reason))
  }
  misses.tell(context, what)
  return unread
}
