import type { Json } from '../../../model/index.ts'
import { AbsentError, AccessError, VendorError } from '../../errors.ts'
import type { StepMeta } from '../../contract.ts'
import { idIn, instantOf } from '../map/place.ts'
import { ask } from '../session.ts'
import { eachOf, placeOf, type AwsContext } from './place.ts'

export const serviceLastAccessedMeta = {
  id: 'service-last-accessed',
  title: 'Which services each identity used',
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
      iam.generateServiceLastAccessedDetails({ Arn: arn, Granularity: 'SERVICE_LEVEL' }, options),
    )
    const services = JobId === undefined ? undefined : await readJob(context, JobId)
    if (services === undefined)
      throw new VendorError(`What ${arn} used was not worked out in time.`, 'iam:GetServiceLastAccessedDetails')
    const id = idIn(placeOf(context), kind, arn)
    context.emit({ type: 'patch', of: 'identity', id, set: {}, facts: { serviceLastAccessed: services } })
  } catch (error) {
    if (error instanceof AbsentError) return
    if (!(error instanceof VendorError) || error instanceof AccessError) throw error
    context.gap({ reason: error.reason, detail: error.message })
  }
}

/** Of each granted service when it was last asked, also in vain; none: not within 400 days. */
async function readJob(context: AwsContext, JobId: string): Promise<Json | undefined> {
  const found: { [service: string]: string | null } = {}
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
    for (const { ServiceNamespace, LastAuthenticated } of answer.ServicesLastAccessed ?? []) {
      if (ServiceNamespace !== undefined) found[ServiceNamespace] = instantOf(LastAuthenticated) ?? null
    }
    if (answer.IsTruncated !== true || answer.Marker === undefined) break
    marker = answer.Marker
  }
  return Object.fromEntries(Object.entries(found).toSorted(([a], [b]) => (a < b ? -1 : 1)))
}
