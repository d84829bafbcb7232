import { unknown, type Emission } from '../../../model/index.ts'
import type { ServiceSpecificCredentialFacts } from '../../../model/facts/aws.ts'
import { VendorError } from '../../errors.ts'
import type { StepMeta } from '../../contract.ts'
import { bedrockKeyFacet } from '../ai.ts'
import { classOfUser } from '../map/passwords.ts'
import { idIn, instantOf, type Place } from '../map/place.ts'
import { userCredential } from '../map/user-credentials.ts'
import { ask } from '../session.ts'
import { iamPages, placeOf, type AwsContext } from './place.ts'
import { userArnOf } from './users.ts'

export const serviceSpecificCredentialsMeta = {
  id: 'service-specific-credentials',
  title: 'API keys and passwords for single services',
  tier: 'core',
  scopes: ['account'],
  needs: ['iam:ListServiceSpecificCredentials'],
  emits: ['service-specific-credentials'],
  after: ['authorization-details', 'credential-report'],
} as const satisfies StepMeta

const apiKeyServices = ['bedrock.amazonaws.com', 'logs.amazonaws.com']
const passwordServices = ['codecommit.amazonaws.com', 'cassandra.amazonaws.com']

interface Row {
  readonly UserName?: string | undefined
  readonly Status?: string | undefined
  readonly ServiceName?: string | undefined
  readonly ServiceUserName?: string | undefined
  readonly ServiceCredentialAlias?: string | undefined
  readonly CreateDate?: Date | undefined
  readonly ExpirationDate?: Date | undefined
  readonly ServiceSpecificCredentialId?: string | undefined
}

/** One question for all users; where the vendor wants a service named with it, one for each service. */
export async function serviceSpecificCredentials(context: AwsContext): Promise<void> {
  const services = new Map<string, Set<string>>()
  const read = async (ServiceName?: string): Promise<void> => {
    const pages = iamPages((page) =>
      ask(context, 'iam', 'ListServiceSpecificCredentials', (iam, options) =>
        iam.listServiceSpecificCredentials(
          { AllUsers: true, ...page, ...(ServiceName === undefined ? {} : { ServiceName }) },
          options,
        ),
      ),
    )
    for await (const { ServiceSpecificCredentials } of pages) {
      for (const row of ServiceSpecificCredentials ?? []) emitCredential(context, row, services)
    }
  }
  try {
    await read()
  } catch (error) {
    if (!(error instanceof VendorError && /ServiceName/.test(error.message))) throw error
    for (const service of [...apiKeyServices, ...passwordServices]) await read(service)
  }
  for (const [user, held] of services) context.emit(userPatch(context, user, held, placeOf(context)))
}

function emitCredential(context: AwsContext, row: Row, services: Map<string, Set<string>>): void {
  const { ServiceSpecificCredentialId: nativeId, UserName: userName, ServiceName: service = 'unknown' } = row
  if (nativeId === undefined || userName === undefined) return
  const place = placeOf(context)
  const facts = {
    userName,
    service,
    alias: row.ServiceCredentialAlias ?? null,
  } satisfies ServiceSpecificCredentialFacts
  const enabled = row.Status === 'Active'
  if (enabled) services.set(userName, (services.get(userName) ?? new Set()).add(service))
  const records = userCredential(
    {
      nativeId,
      userName,
      facts,
      enabled,
      name: row.ServiceCredentialAlias ?? row.ServiceUserName ?? nativeId,
      kind: passwordServices.includes(service) ? 'password' : 'api-key',
      userId: idIn(place, 'iam-user', userArnOf(context.session, userName)),
      createdAt: instantOf(row.CreateDate) ?? unknown('failed'),
      expiresAt: instantOf(row.ExpirationDate) ?? null,
      source: 'iam:ListServiceSpecificCredentials',
    },
    place,
  )
  for (const record of records) context.emit(record)
}

/** What such a credential says of its user: a machine without a password, and a model's integration with a Bedrock key. */
function userPatch(context: AwsContext, userName: string, services: ReadonlySet<string>, place: Place): Emission {
  const id = idIn(place, 'iam-user', userArnOf(context.session, userName))
  const row = context.session.facts.report?.rows.find(({ user }) => user === userName)
  const known = row === undefined ? 'unknown' : classOfUser(row, true)
  if (!services.has('bedrock.amazonaws.com')) {
    return { type: 'patch', of: 'identity', id, set: known === 'unknown' ? {} : { class: known } }
  }
  return { type: 'patch', of: 'identity', id, set: { class: known === 'human' ? 'human' : 'ai', ai: bedrockKeyFacet } }
}
