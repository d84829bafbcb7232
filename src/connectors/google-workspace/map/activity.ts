/** What rows of the log say: only the parameters that are named here are looked at. */
import type { Instant } from '../../../model/index.ts'
import { instantOf } from '../place.ts'
import type { ActivityAnswer } from '../routes/reports.ts'

/** The log keeps about half a year: https://knowledge.workspace.google.com/admin/reports/data-retention-and-lag-times */
const daysKept = 180

export function logStart(now: Instant): Instant {
  return new Date(Date.parse(now) - daysKept * 86_400_000).toISOString().replace('.000Z', 'Z')
}

export interface TokenEvent {
  readonly at: Instant
  readonly clientId: string
  readonly appName: string | undefined
  readonly clientType: string | undefined
  readonly scopes: readonly string[]
  readonly userId: string | undefined
  readonly email: string | undefined
}

/** https://developers.google.com/workspace/admin/reports/v1/appendix/activity/token */
export function tokenEventsOf(activity: ActivityAnswer, name: string): readonly TokenEvent[] {
  const at = timeOf(activity)
  if (at === undefined) return []
  return (activity.events ?? []).flatMap((event) => {
    const clientId = textOf(event, 'client_id')
    if (event.name !== name || clientId === undefined) return []
    return [
      {
        at,
        clientId,
        appName: textOf(event, 'app_name'),
        clientType: textOf(event, 'client_type'),
        scopes: scopesOf(event),
        userId: activity.actor?.profileId,
        email: activity.actor?.email?.toLowerCase(),
      },
    ]
  })
}

export interface DelegationEvent {
  readonly at: Instant
  readonly clientId: string
  readonly scopes: readonly string[]
  readonly by: string | undefined
}

/** https://developers.google.com/workspace/admin/reports/v1/appendix/activity/admin-domain-settings */
export function delegationEventsOf(activity: ActivityAnswer, name: string): readonly DelegationEvent[] {
  const at = timeOf(activity)
  if (at === undefined) return []
  return (activity.events ?? []).flatMap((event) => {
    const clientId = textOf(event, 'API_CLIENT_NAME')
    if (event.name !== name || clientId === undefined) return []
    const scopes = listOf(event, 'API_SCOPES')
      .flatMap((scope) => scope.split(/[\s,]+/))
      .filter((scope) => scope !== '')
    return [{ at, clientId, scopes, by: activity.actor?.email?.toLowerCase() }]
  })
}

/** An activity without a time that can be read tells nothing of before and after. */
export function timeOf({ id }: ActivityAnswer): Instant | undefined {
  const at = instantOf(id.time)
  return typeof at === 'string' ? at : undefined
}

/** Older answers write the flag out. */
export function isAgentic({ isAgenticAction }: ActivityAnswer): boolean {
  return String(isAgenticAction).toLowerCase() === 'true'
}

type Event = NonNullable<ActivityAnswer['events']>[number]

function parameterOf({ parameters = [] }: Event, name: string) {
  return parameters.find((parameter) => parameter.name === name)
}

function textOf(event: Event, name: string): string | undefined {
  const value = parameterOf(event, name)?.value
  return value === '' ? undefined : value
}

function listOf(event: Event, name: string): readonly string[] {
  const parameter = parameterOf(event, name)
  return parameter?.multiValue ?? (parameter?.value === undefined ? [] : [parameter.value])
}

/** `scope`, or where it is missing the names within `scope_data`. */
function scopesOf(event: Event): readonly string[] {
  const named = listOf(event, 'scope')
  if (named.length > 0) return named
  return (parameterOf(event, 'scope_data')?.multiMessageValue ?? []).flatMap(({ parameter = [] }) =>
    parameter.flatMap(({ name, value }) => (name === 'scope_name' && value !== undefined ? [value] : [])),
  )
}
