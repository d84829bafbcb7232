/** The policy that a resource itself carries, which has a say in who may use it. */
import type { View } from '../../../inventory/view.ts'
import type { Known, Resource } from '../../../model/index.ts'
import { becauseOf, entityId, isKnown, isUnknown } from '../../../model/index.ts'
import type { PolicyDocument } from '../../../model/facts/aws.ts'
import type { CompiledPolicy } from '../aws-policy/index.ts'
import { compilePolicy } from '../aws-policy/index.ts'
import { accountOf } from './account.ts'
import { principalFor } from './lookup.ts'
import type { MissingFact, Principal } from './types.ts'

export interface Door {
  /** ARN of the resource. */
  readonly holder: string
  readonly policy?: CompiledPolicy
  /** The role whose trust policy it is. */
  readonly role?: Principal
  /** The resource belongs to another account. */
  readonly foreign: boolean
  /** Without these nothing about the resource is certain. */
  readonly missing: readonly MissingFact[]
  readonly notes: readonly string[]
}

/**
 * Services whose resources may carry policies of their own.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_aws-services-that-work-with-iam.html
 */
const withPolicies = new Set(
  (
    'backup codeartifact dynamodb ecr elasticfilesystem es events execute-api glacier glue iot kinesis lambda logs' +
    ' mediastore redshift-serverless s3 s3-object-lambda schemas secretsmanager sns sqs ssm vpc-lattice'
  ).split(' '),
)

export function assumes(action: string): boolean {
  return /^sts:(assumerole|tagsession$|setsourceidentity$)/i.test(action)
}

export function doorOf(view: View, principal: Principal, action: string, resource: string): Door {
  const [scheme, , service = '', , owner = '', ...parts] = resource.split(':')
  const rest = parts.join(':')
  const foreign = /^\d{12}$/.test(owner) && owner !== principal.account
  const door = { holder: resource, foreign, missing: [], notes: [] }
  if (scheme !== 'arn' || service === '') return door
  const [prefix = ''] = action.toLowerCase().split(':')
  if (assumes(action)) return service === 'iam' && rest.startsWith('role/') ? roleDoor(view, door, owner) : door
  const document = policyIn(view, owner, service, resource)
  if (isKnown<PolicyDocument>(document)) return { ...door, policy: compilePolicy(document, 'policy of the resource') }
  const hidden = {
    fact: `policy of ${resource}`,
    because: isUnknown(document) ? becauseOf(document) : 'not-collected',
  } as const
  if (document === null) return door
  if (foreign) return { ...door, missing: [hidden] }
  if (service === 'kms' && rest.startsWith('key/')) return { ...door, missing: [hidden] }
  if (!withPolicies.has(prefix)) return door
  return { ...door, notes: ['The policy of the resource itself was not read; it may allow or deny on its own.'] }
}

function roleDoor(view: View, door: Door, owner: string): Door {
  const account = accountOf(view, owner)
  const identity = view.identity(entityId('aws', owner, 'iam-role', door.holder))
  const role = identity && principalFor(view, identity)
  if (role?.trust !== undefined && !isUnknown(role.trust)) return { ...door, role, policy: role.trust }
  const fact = `trust policy of ${door.holder}`
  const gone = account !== undefined && role === undefined && view.gap('aws.identities', account.scope) === undefined
  const notes = gone ? [`Account ${owner} has no role of this name.`] : []
  return { ...door, missing: [{ fact, because: role ? becauseOf(role.trust) : 'not-collected' }], notes }
}

/** The policy as far as the inventory tells it: `undefined` for resources of which it tells none. */
function policyIn(view: View, owner: string, service: string, arn: string): Known<PolicyDocument> | undefined {
  const kinds =
    service === 'secretsmanager' ? ['secretsmanager:secret'] : service === 'lambda' ? ['lambda:function'] : []
  for (const kind of kinds) {
    const resource: Resource | undefined = view.resource(entityId('aws', owner, kind, arn))
    if (resource) return resource.facts['resourcePolicy'] as Known<PolicyDocument> | undefined
  }
  return undefined
}
