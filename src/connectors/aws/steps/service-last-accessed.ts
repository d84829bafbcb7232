import type { Instant } from '../../../model/index.ts'
import type { LastAccessedFacts } from '../../../model/facts/aws.ts'
import { AbsentError, AccessError, VendorError } from '../../errors.ts'
import type { StepMeta } from '../../contract.ts'
import { idIn, instantOf } from '../map/place.ts'
import { ask } from '../session.ts'
import { eachOf, placeOf, type AwsContext } from './place.ts'

export const serviceLastAccessedMeta = {
  id: 'service-last-accessed',
  title: 'Which services and actions each identity used',
  tier: 'deep',
  scopes: ['account'],
  needs: ['iam:GenerateServiceLastAccessedDetails', 'iam:GetServiceLastAccessedDetails'],
  emits: ['service-last-accessed'],
  after: ['authorization-details', 'access-keys', 'service-specific-credentials'],
} as const satisfies StepMeta

/** Two requests and more for each identity: so many identities of one account, the most powerful first. */
const mostIdentities = 200
const waits = [500, 1000, 2000, 4000, 8000, 15_000, 30_000]

export async function serviceLastAccessed(context: AwsContext): Promise<void> {
  const { facts } = context.session
  if (facts.roles === undefined || facts.users === undefined) {
    return context.gap({
      reason: 'not-collected',
      detail: 'The identities were not read, so nobody is known to ask about.',
    })
  }
  const roles = [...facts.roles.values()].map(({ arn, risk }) => ({ arn, risk, kind: 'iam-role' }))
  const users = [...facts.users.values()].map(({ arn, risk }) => ({ arn, risk, kind: 'iam-user' }))
  const ordered = [...roles, ...users].toSorted((a, b) => (b.risk ?? 0) - (a.risk ?? 0) || (a.arn < b.arn ? -1 : 1))
  const asked = ordered.slice(0, mostIdentities)
  await eachOf(asked, ({ arn, kind }) => readOne(context, arn, kind), 4)
  if (asked.length < ordered.length) {
    const detail = `Asked for ${asked.length} of ${ordered.length} identities, the most powerful first.`
    context.gap({ reason: 'not-collected', detail })
  }
}

async function readOne(context: AwsContext, arn: string, kind: string): Promise<void> {
  try {
    const { JobId } = await ask(context, 'iam', 'GenerateServiceLastAccessedDetails', (iam, options) =>
      iam.generateServiceLastAccessedDetails({ Arn: arn, Granularity: 'ACTION_LEVEL' }, options),
    )
    const facts = JobId === undefined ? undefined : await readJob(context, JobId)
    if (facts === undefined)
      throw new VendorError(`What ${arn} used was not worked out in time.`, 'iam:GetServiceLastAccessedDetails')
    const id = idIn(placeOf(context), kind, arn)
    context.emit({ type: 'patch', of: 'identity', id, set: {}, facts })
  } catch (error) {
    if (error instanceof AbsentError) return
    if (!(error instanceof VendorError) || error instanceof AccessError) throw error
    context.gap({ reason: error.reason, detail: error.message })
  }
}

/**
 * Of each granted service when it was last asked, also in vain; null: not within 400 days. Of services that were asked
 * the same of each action that AWS keeps track of: of others it says no more than the service's own.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_last-accessed-action-last-accessed.html
 */
async function readJob(context: AwsContext, JobId: string): Promise<LastAccessedFacts | undefined> {
  const services: Times = {}
  const actions: Times = {}
  let marker: string | undefined
  for (let turn = 0; turn < waits.length;) {
    const page = marker === undefined ? {} : { Marker: marker }
    const answer = await ask(context, 'iam', 'GetServiceLastAccessedDetails', (iam, options) =>
      iam.getServiceLastAccessedDetails({ JobId, MaxItems: 1000, ...page }, options),
    )
    if (answer.JobStatus === 'FAILED') return undefined
    if (answer.JobStatus === 'IN_PROGRESS') {
      await context.io.sleep(waits[turn++] ?? 0)
      continue
    }
    for (const row of answer.ServicesLastAccessed ?? []) note(row, services, actions)
    if (answer.IsTruncated !== true || answer.Marker === undefined) break
    marker = answer.Marker
  }
  return { serviceLastAccessed: inOrder(services), actionLastAccessed: inOrder(actions) }
}

type Times = { [name: string]: Instant | null }

interface Row {
  readonly ServiceNamespace?: string | undefined
  readonly LastAuthenticated?: Date | undefined
  readonly TrackedActionsLastAccessed?:
    | readonly { readonly ActionName?: string | undefined; readonly LastAccessedTime?: Date | undefined }[]
    | undefined
}

function note(row: Row, services: Times, actions: Times): void {
  const { ServiceNamespace: service, LastAuthenticated, TrackedActionsLastAccessed = [] } = row
  if (service === undefined) return
  const last = instantOf(LastAuthenticated)
  services[service] = last ?? null
  if (last === undefined) return
  for (const { ActionName, LastAccessedTime } of TrackedActionsLastAccessed)
    if (ActionName !== undefined) actions[`${service}:${ActionName}`] = instantOf(LastAccessedTime) ?? null
}

function inOrder(times: Times): Times {
  return Object.fromEntries(Object.entries(times).toSorted(([a], [b]) => (a < b ? -1 : 1)))
}
