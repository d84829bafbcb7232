/** What identities of clouds reach in other clouds, by doors that take their tokens. */
import { crossedPaths, crossingsFrom } from '../../analysis/effective/cloud-crossings.ts'
import type { Cloud } from '../../analysis/effective/cloud-crossings.ts'
import type { Limits } from '../../analysis/effective/aws-reach/reach.ts'
import type { View } from '../../inventory/view.ts'
import type { FoundPath, Identity } from '../../model/index.ts'
import { count } from '../../report/words.ts'
import { word } from '../../rules/shared/aws-commands.ts'
import { lines } from './statements.ts'

export function pathsAcross(view: View, identity: Identity, limits: Limits): readonly FoundPath[] {
  return crossedPaths(view, identity, limits).map(({ path }) => path)
}

/** What the paths lead to, where those within the own cloud may lead nowhere. */
export function goalOf(own: readonly FoundPath[], across: readonly FoundPath[], words: string): string {
  if (across.length === 0) return words
  return own.length === 0 ? 'an administrator of another cloud' : `${words}, or of another cloud`
}

const shown = 12

const names: { readonly [Each in Cloud]: string } = { aws: 'AWS', azure: 'Microsoft', gcp: 'Google Cloud' }

export function* crossingsPortrait(view: View, identity: Identity): Generator<string> {
  const crossings = crossingsFrom(view, identity)
  if (crossings.length === 0) return
  yield '\nInto other clouds\n'
  for (const { into, path, admin } of crossings.slice(0, shown)) {
    const weight = admin === undefined ? '' : ', to an administrator there'
    yield* lines(`${names[into]}${weight}: ${(admin ?? path).verdict}`, '  ', '    ')
    for (const { text } of (admin ?? path).hops) yield* lines(text, '    ', '      ')
  }
  if (crossings.length > shown) yield* lines(`and ${crossings.length - shown} more`, '  ')
  const paths = crossedPaths(view, identity)
  if (paths.length === 0) return
  yield* lines(`${count(paths.length, 'path')} to an administrator of another cloud. Hop by hop:`, '  ')
  yield `    $ muster path ${word(identity.nativeId)}\n`
}
