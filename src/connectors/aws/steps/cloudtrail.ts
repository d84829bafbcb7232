import { entityId } from '../../../model/index.ts'
import type { Step, StepMeta } from '../../contract.ts'
import { askedKeyId } from '../map/access-keys.ts'
import { pages, visitRegions, type AwsContext, type Region } from '../regional.ts'
import type { AwsSession } from '../session.ts'
import { placeOf } from './place.ts'
import { instantOf } from '../workload.ts'

export const cloudtrail = {
  id: 'cloudtrail',
  title: 'Who made users and keys',
  tier: 'deep',
  scopes: ['account'],
  needs: ['cloudtrail:LookupEvents'],
  emits: ['creators'],
  after: ['authorization-details', 'access-keys', 'service-specific-credentials'],
  group: 'regional',
} as const satisfies StepMeta

const eventNames = ['CreateAccessKey', 'CreateServiceSpecificCredential', 'CreateUser'] as const

/** Events of IAM are kept in the partition's own region: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-concepts.html */
const regionOfIam: { readonly [partition: string]: string } = {
  aws: 'us-east-1',
  'aws-cn': 'cn-north-1',
  'aws-us-gov': 'us-gov-west-1',
  'aws-eusc': 'eusc-de-east-1',
}

/** One question per kind of event, not per key: the last 90 days, fifty events a page, two questions a second. */
export const lookUpCreators: Step<AwsSession> = async (context) => {
  const name = regionOfIam[context.session.partition] ?? context.session.region
  await visitRegions(context, [name], async (region) => {
    for (const EventName of eventNames) await region.attempt(readEvents(context, region, EventName))
  })
}

async function readEvents(context: AwsContext, region: Region, AttributeValue: string): Promise<void> {
  const LookupAttributes = [{ AttributeKey: 'EventName' as const, AttributeValue }]
  const list = (NextToken?: string) =>
    region.ask(
      'cloudtrail',
      'LookupEvents',
      (trail, o) => trail.lookupEvents({ LookupAttributes, NextToken, MaxResults: 50 }, o),
      {
        perSecond: 2,
      },
    )
  for await (const page of pages('cloudtrail:LookupEvents', list, (p) => p.NextToken))
    for (const { CloudTrailEvent, EventTime } of page.Events ?? []) emitCreator(context, CloudTrailEvent, EventTime)
}

/** The parts of an event that are read. */
interface CreationEvent {
  readonly errorCode?: string
  readonly userIdentity?: {
    readonly arn?: string
    readonly principalId?: string
    readonly invokedBy?: string
    readonly sessionContext?: { readonly sessionIssuer?: { readonly arn?: string } }
  }
  readonly responseElements?: {
    readonly accessKey?: { readonly accessKeyId?: string }
    readonly serviceSpecificCredential?: {
      readonly serviceSpecificCredentialId?: string
      readonly serviceName?: string
    }
    readonly user?: { readonly arn?: string }
  } | null
}

function emitCreator(context: AwsContext, text: string | undefined, at: Date | undefined): void {
  const event = parsed(text)
  if (event === undefined || event.errorCode !== undefined) return
  const { accountId } = context.session
  const { arn, principalId, invokedBy, sessionContext } = event.userIdentity ?? {}
  const createdBy = arn ?? invokedBy ?? principalId
  if (createdBy === undefined) return
  const facts = { createdBy, createdByRole: sessionContext?.sessionIssuer?.arn ?? null, creationSeenAt: instantOf(at) }
  const { accessKey, serviceSpecificCredential: specific, user } = event.responseElements ?? {}
  const patchId = (of: 'credential' | 'identity', id: string): void =>
    context.emit({ type: 'patch', of, id, set: {}, facts })
  const patch = (of: 'credential' | 'identity', kind: string, nativeId: string): void =>
    patchId(of, entityId('aws', accountId, kind, nativeId))
  const key = accessKey?.accessKeyId === undefined ? undefined : keyIdOf(context, accessKey.accessKeyId)
  if (key !== undefined) patchId('credential', key)
  if (specific?.serviceSpecificCredentialId) {
    const keys = /^(?:bedrock|logs)\./.test(specific.serviceName ?? '')
    patch('credential', keys ? 'api-key' : 'password', specific.serviceSpecificCredentialId)
  }
  if (user?.arn) patch('identity', 'iam-user', user.arn)
}

/** The entity of a key that was listed; an event about a key that was not, tells of one that is gone. */
function keyIdOf(context: AwsContext, accessKeyId: string): string | undefined {
  for (const [arn, keys] of context.session.facts.keys ?? []) {
    const key = keys.find(({ listed }) => listed.AccessKeyId === accessKeyId)
    if (key !== undefined) return askedKeyId(arn, key, keys, placeOf(context))
  }
  return undefined
}

function parsed(text: string | undefined): CreationEvent | undefined {
  try {
    const value: unknown = JSON.parse(text ?? '')
    return typeof value === 'object' && value !== null ? value : undefined
  } catch {
    return undefined
  }
}
