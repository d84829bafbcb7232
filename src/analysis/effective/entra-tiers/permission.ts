/** What a permission of an API amounts to, for an application as itself or in the name of a user. */
import { apis, graph } from './apis.ts'
import { applicationGroups, delegatedGroups } from './graph/index.ts'
import { byShape } from './shape.ts'
import type { PermissionGroup, Ranked } from './types.ts'

type Rows = ReadonlyMap<string, Ranked>

const applicationRows = rowsOf(applicationGroups)
const delegatedRows = rowsOf(delegatedGroups)
const ownRows = new Map(
  Object.entries(apis).map(([appId, { application, delegated }]) => [
    appId,
    { application: rowsOf(application), delegated: rowsOf(delegated) },
  ]),
)

/** As itself: over everybody. An empty value is the access that an application gets without a permission. */
export function applicationPermissionTier({
  apiAppId,
  value,
}: {
  readonly apiAppId: string
  readonly value: string
}): Ranked {
  const id = apiAppId.toLowerCase()
  if (id !== graph && !Object.hasOwn(apis, id)) return unknownApi
  if (value === '')
    return { tier: 'limited', reason: 'It may sign in there, and was given no permission.', source: 'derived' }
  const likeGraph = id === graph || apis[id]?.likeGraph === true
  const row = ownRows.get(id)?.application.get(value) ?? (likeGraph ? applicationRows.get(value) : undefined)
  return row ?? byShape(value, 'over all of the tenant')
}

/**
 * In the name of whoever signs in, and bounded by what that user may. What would control the tenant is a takeover here:
 * it takes an administrator to sign in. https://learn.microsoft.com/entra/identity-platform/permissions-consent-overview
 */
export function delegatedScopeTier({ apiAppId, scope }: { readonly apiAppId: string; readonly scope: string }): Ranked {
  const id = apiAppId.toLowerCase()
  if (id !== graph && !Object.hasOwn(apis, id)) return unknownApi
  const likeGraph = id === graph || apis[id]?.likeGraph === true
  const row = ownRows.get(id)?.delegated.get(scope) ?? (likeGraph ? delegatedRows.get(scope) : undefined)
  if (row) return row
  if (!likeGraph) return byShape(scope, 'as far as whoever signs in may')
  const own = scope.replace(/\.Shared$/, '')
  const same = applicationRows.get(own)
  if (same) return inNameOf(same)
  const wider = applicationRows.get(`${own}.All`)
  return wider ? ofOneself(wider) : byShape(scope, 'as far as whoever signs in may')
}

const unknownApi: Ranked = {
  tier: 'unranked',
  reason: 'An API that the tenant or a vendor wrote: what its permissions give, it alone knows.',
  source: 'derived',
}

function inNameOf(row: Ranked): Ranked {
  if (row.tier === 'data' && row.data) return dataOf(row, row.data)
  const tier = row.tier === 'control' ? 'takeover' : row.tier
  return { ...row, tier, reason: `${row.reason} Only as far as whoever signs in may.` }
}

/** `UserAuthenticationMethod.ReadWrite`, of which the form for everybody ends in `.All`. */
function ofOneself(row: Ranked): Ranked {
  if (row.tier === 'data' && row.data) return dataOf(row, row.data)
  return { tier: 'limited', reason: 'It changes that of whoever signs in, and of nobody else.', source: 'derived' }
}

function dataOf(row: Ranked, data: NonNullable<Ranked['data']>): Ranked {
  return { ...row, reason: `It gets at ${data.join(', ').replaceAll('-', ' ')}, as far as whoever signs in may.` }
}

function rowsOf(groups: readonly PermissionGroup[]): Rows {
  return new Map(
    groups.flatMap(({ values, ...ranked }) =>
      values.map((value): [string, Ranked] => [value, { ...ranked, source: 'table' }]),
    ),
  )
}
