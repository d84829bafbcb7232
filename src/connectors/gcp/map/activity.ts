/** What Google's Activity Analyzer proves of those that it names, and of those that it does not. */
import type { Instant, Known, Unknown } from '../../../model/index.ts'
import { unknown } from '../../../model/index.ts'
import { AccessError, VendorError } from '../../errors.ts'
import { rowsOf } from '../../shared/google/read.ts'
import { eachOf } from '../each.ts'
import { byProjectId, instantOf } from '../place.ts'
import type { GcpContext } from '../place.ts'
import type { ActivityKind, ActivityRow } from '../routes/activities.ts'

export interface Subject {
  /** What `keyOf` makes of its full resource name. */
  readonly key: string
  /** Entity id. */
  readonly id: string
  readonly projectId: string
}

interface Wish {
  readonly kind: ActivityKind
  readonly keyOf: (fullResourceName: string) => string | undefined
  readonly subjects: readonly Subject[]
  /** Projects that are worth a question where the whole scope cannot be asked at once. */
  readonly projects: readonly string[]
  /** `When service accounts were used, of` */
  readonly what: string
}

interface Seen {
  readonly rows: Map<string, { readonly at: Known<Instant>; readonly since: Known<Instant> }>
  /** Start of the window that was watched, by project: the latest of all that are told. */
  readonly windows: Map<string, Instant>
  /** A row could not be read, so that who is not named may stand in it. */
  whole: boolean
  unread: ReadonlyMap<string, Unknown>
  asked: ReadonlySet<string> | undefined
}

export async function emitUse(context: GcpContext, wish: Wish): Promise<void> {
  const seen: Seen = { rows: new Map(), windows: new Map(), whole: true, unread: new Map(), asked: undefined }
  await readAll(context, wish, seen)
  const latest = [...seen.windows.values()].toSorted().at(-1)
  for (const { key, id, projectId } of wish.subjects) {
    if (seen.asked?.has(projectId) === false) continue
    const row = seen.rows.get(key)
    const why = seen.unread.get(projectId) ?? (seen.whole ? null : unknown('failed'))
    const window = seen.windows.get(projectId) ?? latest ?? unknown('unsupported')
    const used = row !== undefined && row.at !== null
    context.emit({
      type: 'usage',
      subject: id,
      lastUsedAt: row === undefined ? why : row.at,
      observedSince: row === undefined ? (seen.unread.get(projectId) ?? window) : (row.since ?? window),
      // Days by the clock of California: https://cloud.google.com/policy-intelligence/docs/activity-analyzer-service-account-authentication
      precision: used ? 'day' : 'window',
      source: 'policyanalyzer.activities.query',
    })
  }
}

/** The documents know projects alone; where organizations and folders are taken too, one question does for all. */
async function readAll(context: GcpContext, wish: Wish, seen: Seen): Promise<void> {
  const { root } = context.session
  try {
    return await readOf(context, wish, root, seen)
  } catch (error) {
    const refused = error instanceof AccessError || (error instanceof VendorError && error.reason === 'failed')
    if (!refused || root.startsWith('projects/')) throw error
  }
  seen.rows.clear()
  seen.windows.clear()
  seen.whole = true
  seen.asked = new Set(wish.projects)
  seen.unread = await eachOf(context, {
    things: wish.projects,
    nameOf: (id) => id,
    what: wish.what,
    work: async (id) => readOf(context, wish, `projects/${id}`, seen),
  })
}

async function readOf(context: GcpContext, { kind, keyOf }: Wish, root: string, seen: Seen): Promise<void> {
  const asker = {
    ...context,
    gap: (gap: Parameters<GcpContext['gap']>[0]) => {
      seen.whole = false
      context.gap(gap)
    },
  }
  for await (const row of rowsOf(asker, kind.route(root), { root })) {
    const key = keyOf(row.fullResourceName)
    const since = instantOf(row.observationPeriod?.startTime)
    if (typeof since === 'string') widen(seen.windows, projectOf(context, row), since)
    if (key !== undefined) seen.rows.set(key, { at: instantOf(row.activity?.lastAuthenticatedTime), since })
  }
}

/** Who is not named was watched at least since the latest start. */
function widen(windows: Map<string, Instant>, project: string, since: Instant): void {
  if (since > (windows.get(project) ?? '')) windows.set(project, since)
}

function projectOf({ session }: GcpContext, { fullResourceName }: ActivityRow): string {
  return /\/(projects\/[^/]+)\//.exec(byProjectId(fullResourceName, session))?.[1]?.replace('projects/', '') ?? ''
}
