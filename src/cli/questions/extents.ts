/** What an identity may do as a table: service, levels, scope. */
import type { Extent } from '../../analysis/effective/aws-access/index.ts'
import { isOpen } from '../../analysis/effective/aws-access/index.ts'
import { actionsOf } from '../../analysis/effective/aws-actions/index.ts'
import type { AccessLevel } from '../../analysis/effective/aws-actions/index.ts'
import { clean } from '../../report/lines.ts'
import { count } from '../../report/words.ts'
import { lines, width } from './statements.ts'

const levelWords = {
  List: 'list',
  Read: 'read',
  Write: 'write',
  Tagging: 'tag',
  'Permissions management': 'change permissions',
} as const satisfies Record<AccessLevel, string>

const mostServices = 12
const mostScopes = 4
const columns = { service: 16, levels: 28 } as const

/** Services of which all the same holds stand on one line once there are many. */
export function* extentLines(extents: readonly Extent[]): Generator<string> {
  const alike = Map.groupBy(extents, (extent) =>
    isOpen(extent)
      ? extent.whole
        ? 'everything'
        : levelsOf(extent)
      : JSON.stringify([extent.service, extent.scope, extent.conditional]),
  )
  for (const [words, same] of alike) {
    if (same.length <= mostServices) for (const extent of same) yield* row(extent)
    else yield* many(same, words)
  }
}

function* many(same: readonly Extent[], words: string): Generator<string> {
  const names = same.slice(0, mostServices).map(({ service }) => service)
  const rest = same.length - names.length
  yield* lines(
    `${words} on all resources in ${count(same.length, 'service')}: ${names.join(', ')} and ${rest} more`,
    '  ',
    '    ',
  )
}

function levelsOf({ levels }: Extent): string {
  return levels.map((level) => levelWords[level]).join(', ')
}

function* row(extent: Extent): Generator<string> {
  const { service, actions, whole, scope, conditional } = extent
  const names = actions.map((action) => action.slice(action.indexOf(':') + 1))
  const detail =
    names.length <= 2 ? names.join(', ') : `${names.length} of ${actionsOf(service)?.length ?? names.length} actions`
  const levels = whole ? 'everything' : `${levelsOf(extent)} (${detail})`
  const head = `  ${service.padEnd(columns.service)}${levels}`
  const scopes = scope.length === 1 && scope[0] === '*' ? ['all resources'] : scope.map(clean)
  const doubt = conditional ? ', under conditions' : ''
  const start = `${head.padEnd(columns.service + columns.levels)}  `
  if (scopes.length === 1 && start.length + 3 + scopes[0]!.length + doubt.length <= width) {
    yield `${start}on ${scopes[0]}${doubt}\n`
    return
  }
  yield* lines(`${head}${doubt} on`, '', '      ')
  for (const pattern of scopes.slice(0, mostScopes)) yield `      ${pattern}\n`
  if (scopes.length > mostScopes) yield `      and ${scopes.length - mostScopes} more\n`
}
