/** The log of integrations, replayed to what stands today. */
import type { Instant } from '../../../model/index.ts'
import type { LogRow } from '../routes/logs.ts'
import { instantOf } from '../session.ts'

/** An app or an older integration, as the log leaves it. */
export interface Standing {
  readonly key: string
  readonly kind: 'app' | 'service'
  readonly native: string
  name: string
  /** Whether it is still let in. */
  stands: boolean
  /** undefined: the log does not go back so far. */
  since: Instant | undefined
  /** User id -> when they let it in. */
  readonly installers: Map<string, Instant>
  readonly scopes: Set<string>
  expandedAt: Instant | null
  disabledFor: string | null
  channel: string | undefined
  lastAt: Instant
  lastChange: string
  removedBy: string | undefined
}

interface Entry {
  readonly at: Instant
  readonly row: LogRow
}

/** Within one second, what makes room comes before what takes it. */
const order = ['removed', 'added', 'enabled', 'expanded', 'updated', 'disabled']

/** `nameless`: rows that say neither when nor of what. */
export function replay(rows: readonly LogRow[]): { readonly all: readonly Standing[]; readonly nameless: number } {
  const entries = rows.flatMap((row): readonly Entry[] => {
    const at = instantOf(row.date)
    return at === null || keyOf(row) === undefined ? [] : [{ at, row }]
  })
  const all = new Map<string, Standing>()
  let before = ''
  for (const entry of entries.toSorted(inTime)) {
    const place = keyOf(entry.row)
    const same = JSON.stringify(entry.row)
    // What is logged while pages are read moves the rest on, and a row comes twice.
    if (place === undefined || same === before) continue
    before = same
    const known = all.get(place.key) ?? fresh(place, entry.at)
    all.set(place.key, known)
    apply(known, entry)
  }
  return { all: [...all.values()].toSorted((a, b) => (a.key < b.key ? -1 : 1)), nameless: rows.length - entries.length }
}

function inTime(a: Entry, b: Entry): number {
  if (a.at !== b.at) return a.at < b.at ? -1 : 1
  const rank = ({ row }: Entry): number => order.indexOf(row.change_type)
  return rank(a) - rank(b) || (JSON.stringify(a.row) < JSON.stringify(b.row) ? -1 : 1)
}

/** A service has no app id: https://docs.slack.dev/reference/methods/team.integrationLogs */
function keyOf({ app_id: app, service_id: service }: LogRow) {
  const [kind, id] = app === null || app === undefined ? (['service', service] as const) : (['app', app] as const)
  return id === null || id === undefined ? undefined : { key: `${kind} ${id}`, kind, native: String(id) }
}

function fresh(place: NonNullable<ReturnType<typeof keyOf>>, at: Instant): Standing {
  return {
    ...place,
    name: place.native,
    stands: false,
    since: undefined,
    installers: new Map(),
    scopes: new Set(),
    expandedAt: null,
    disabledFor: null,
    channel: undefined,
    lastAt: at,
    lastChange: '',
    removedBy: undefined,
  }
}

function apply(state: Standing, { at, row }: Entry): void {
  state.lastAt = at
  state.lastChange = row.change_type
  state.name = row.app_type ?? row.service_type ?? state.name
  state.channel = row.channel ?? state.channel
  if (row.change_type === 'removed') return remove(state, row.user_id ?? undefined)
  // Whatever is changed is there, be it that the log begins after it came.
  const began = !state.stands
  state.stands = true
  if (row.change_type === 'added') add(state, at, row, began)
  else if (row.change_type === 'disabled') state.disabledFor = row.reason ?? 'unknown'
  else if (row.change_type === 'enabled') {
    state.disabledFor = null
    // Services of the old kind are switched on in place of being added.
    if (began && state.kind === 'service') add(state, at, row, began)
  }
  grow(state, at, row, began)
}

function add(state: Standing, at: Instant, { user_id: user }: LogRow, began: boolean): void {
  if (began) {
    state.since = at
    state.installers.clear()
    state.scopes.clear()
    state.expandedAt = null
  }
  state.disabledFor = null
  if (user !== null && user !== undefined && !state.installers.has(user)) state.installers.set(user, at)
}

/** Slack does not say whether a row lists all scopes or new ones, so that they add up until the app is taken away. */
function grow(state: Standing, at: Instant, { change_type: change, scope }: LogRow, began: boolean): void {
  const before = state.scopes.size
  for (const each of (scope ?? '').split(',')) if (each.trim() !== '') state.scopes.add(each.trim())
  const more = state.scopes.size > before && before > 0
  if (!began && (change === 'expanded' || more)) state.expandedAt = at
}

/** Who let it in takes back their own; anybody else, an administrator that is, takes it away as a whole. */
function remove(state: Standing, user: string | undefined): void {
  state.removedBy = user
  if (user !== undefined && state.installers.delete(user) && state.installers.size > 0) return
  state.installers.clear()
  state.stands = false
}
