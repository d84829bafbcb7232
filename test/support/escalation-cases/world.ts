/** An invented account in which one identity can, or just cannot, become more than it is. */
import type { PathVerdict } from '../../../src/model/index.ts'
import type { Row } from '../../../fixtures/servers/aws/estate.ts'

export interface Statement {
  readonly Effect: 'Allow' | 'Deny'
  readonly Action?: string | readonly string[]
  readonly NotAction?: string | readonly string[]
  readonly Resource?: string | readonly string[]
  readonly NotResource?: string | readonly string[]
  readonly Principal?: unknown
  readonly Condition?: { readonly [operator: string]: { readonly [key: string]: string | readonly string[] } }
}
export type Tests = NonNullable<Statement['Condition']>

/** A required action, as a careful administrator would grant it. */
export interface Need {
  readonly action: string
  readonly on: string | readonly string[]
  readonly tests?: Tests
}

interface Part {
  readonly name: string
  readonly path?: string
  readonly statements?: readonly Statement[]
  /** Names of customer managed policies. */
  readonly attached?: readonly string[]
  readonly tags?: { readonly [key: string]: string }
  /** Name of the managed policy that bounds it. */
  readonly boundary?: string
}
export interface UserPart extends Part {
  readonly groups?: readonly string[]
  readonly keys?: number
  readonly isLastKeyActive?: boolean
  readonly password?: boolean
  /** Has a device for the second factor. */
  readonly mfa?: boolean
}
export interface RolePart extends Part {
  readonly trust: readonly Statement[]
  /** Has an instance profile of its own name. */
  readonly profile?: boolean
}
export type GroupPart = Part
export interface PolicyPart {
  readonly name: string
  /** The default version first. */
  readonly versions: readonly (readonly Statement[])[]
  readonly awsManaged?: boolean
}

/** How the caller comes by what it needs. */
export type Delivery = 'inline' | 'managed' | 'group'

export interface World {
  readonly caller: 'user' | 'role'
  readonly needs: readonly Need[]
  readonly delivery?: Delivery
  /** More statements, in another identity policy of the caller. */
  readonly besides?: readonly Statement[]
  readonly callerPart?: Partial<UserPart>
  /** What the boundary of the caller holds. */
  readonly boundary?: readonly Statement[]
  /** What the account's organizational unit adds to FullAWSAccess, or has in its stead. */
  readonly scp?: { readonly statements: readonly Statement[]; readonly instead?: boolean; readonly at?: 'account' }
  readonly isManagementAccount?: boolean
  readonly isOutsideOrganization?: boolean
  /** What resources of the unit obey besides RCPFullAWSAccess. */
  readonly rcp?: readonly Statement[]
  /** Roles of a second account of the organization. */
  readonly foreignRoles?: readonly RolePart[]
  /** ARN of what is gained. */
  readonly target: string
  readonly users?: readonly UserPart[]
  readonly roles?: readonly RolePart[]
  readonly groups?: readonly GroupPart[]
  readonly policies?: readonly PolicyPart[]
  readonly resources?: readonly Row[]
}

export interface Names {
  readonly account: string
  readonly region: string
  readonly arn: (service: string, rest: string) => string
  readonly role: (name: string) => string
  readonly user: (name: string) => string
  readonly group: (name: string) => string
  readonly policy: (name: string) => string
}

const regions: { readonly [partition: string]: string } = {
  aws: 'eu-west-1',
  'aws-us-gov': 'us-gov-west-1',
  'aws-cn': 'cn-north-1',
}

export function namesOf(account: string, partition = 'aws'): Names {
  const region = regions[partition] ?? 'eu-west-1'
  const iam = (kind: string) => (name: string) => `arn:${partition}:iam::${account}:${kind}/${name}`
  return {
    account,
    region,
    arn: (service, rest) => `arn:${partition}:${service}:${region}:${account}:${rest}`,
    role: iam('role'),
    user: iam('user'),
    group: iam('group'),
    policy: iam('policy'),
  }
}

/** The second account of a case, where it has one. */
export const foreignAccount = (account: string): string => `3${account.slice(1)}`

/** The caller's name, in every world. */
export const callerName = 'deploy-bot'

/** The statements that make the target worth having, or not. */
export type Power = readonly Statement[]
export const everything: Power = [{ Effect: 'Allow', Action: '*', Resource: '*' }]
export const littleOf = ({ arn }: Names): Power => [
  { Effect: 'Allow', Action: 'logs:PutLogEvents', Resource: arn('logs', 'log-group:/app/orders:*') },
]

/** One of the 72: how it is set up so that it works, and what of the usual near misses applies. */
export interface PathSpec {
  readonly id: string
  readonly world: (names: Names, power: Power) => World
  /** Actions that decide; left out: those of `needs`. */
  readonly decisive?: readonly string[]
  /** The service that gets the role, where only that one does. */
  readonly passesTo?: string
  /** Hangs on what the target holds; otherwise whatever it holds can be raised. */
  readonly hangsOnTarget: boolean
  readonly readsResources: boolean
  /** Fails by this alone. */
  readonly misses?: { readonly [name: string]: (world: World, names: Names) => World }
  /** Other ids that the same permissions open while nobody knows what runs in the account, and why. */
  readonly besideUnknownResources?: { readonly [id: string]: string }
  /** Other ids that the same permissions on every resource open, and why. */
  readonly besideBroad?: { readonly [id: string]: string }
  /** ARNs of others that the set-up itself lets become more, with the ids. */
  readonly others?: (names: Names) => { readonly [arn: string]: readonly string[] }
}

export type Expected =
  | { readonly present: false }
  | {
      readonly present: true
      readonly verdicts: readonly PathVerdict[]
      /** A condition key that the path must name. */
      readonly condition?: string
      /** Facts that were not collected must be named. */
      readonly missingFacts?: boolean
    }

export interface EscalationCase {
  /** `lambda-003: deny lambda:UpdateFunctionCode` */
  readonly name: string
  readonly id: string
  readonly account: string
  readonly partition: string
  readonly world: World
  readonly caller: string
  /** The actions that the path is made of. */
  readonly decisive: readonly string[]
  readonly without: 'nothing' | 'resources' | 'organization' | 'report'
  readonly expected: Expected
  /** Ids that may be reported of the caller besides, each with the reason. */
  readonly beside: { readonly [id: string]: string }
  readonly others: { readonly [arn: string]: readonly string[] }
  readonly isPositive: boolean
}
