/** What telemetry does not show, or shows so seldom that its silence says nothing. All lists are told in the guide. */
import { actionFacts, actionsOf, services } from '../aws-actions/index.ts'

/**
 * Actions for the bad day: restoring, failing over, rotating. They stay where a statement names them, be it by a part
 * of their name; a whole service that nobody used goes with them.
 */
const rare: readonly RegExp[] = [
  /^backup:(start(restore|copy)job|describe\w*|getrecoverypointrestoremetadata)$/,
  /^(rds|neptune|docdb):(restoredb\w+|failover\w+|promotereadreplica\w*|switchoverreadreplica)$/,
  /^dynamodb:(restoretable\w+|importtable)$/,
  /^(elasticache|redshift|fsx|storagegateway|memorydb):(restore\w+|testfailover|\w+fromsnapshot|\w+frombackup)$/,
  /^ec2:(createvolume|restore\w+|enablefastsnapshotrestores)$/,
  /^s3:restoreobject$/,
  /^drs:(start\w+|failover\w*|reverse\w*)$/,
  /^route53-recovery-cluster:\w+$/,
  /^secretsmanager:(rotatesecret|putsecretvalue|updatesecretversionstage|cancelrotatesecret)$/,
  /^kms:(rotatekeyondemand|enablekeyrotation)$/,
  /^acm:(renewcertificate|importcertificate)$/,
  /^iam:createservicelinkedrole$/,
]

export function isRare(action: string): boolean {
  const lower = action.toLowerCase()
  return rare.some((pattern) => pattern.test(lower))
}

/** Of services and actions that AWS knows, so that there is an end to what is remembered. */
function remembering<T>(find: (name: string) => T): (name: string) => T {
  const found = new Map<string, T>()
  return (name) => {
    const before = found.get(name)
    if (before !== undefined) return before
    const answer = find(name)
    found.set(name, answer)
    return answer
  }
}

/** Permissions that a call checks besides its own, and that leave no trace of their own. */
const companions: readonly (readonly [RegExp, readonly string[]])[] = [
  // https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html
  [
    /^lambda:(createfunction|updatefunctionconfiguration)$/,
    ['ec2:DescribeSecurityGroups', 'ec2:DescribeSubnets', 'ec2:DescribeVpcs'],
  ],
  // https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-launch-template-permissions.html
  [/^autoscaling:(create|update)autoscalinggroup$/, ['ec2:RunInstances', 'ec2:CreateTags']],
  [/^ec2:runinstances$/, ['ec2:CreateTags']],
  // https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_lambda.html
  [/^secretsmanager:rotatesecret$/, ['lambda:InvokeFunction']],
  [/^ssm:startsession$/, ['ssm:TerminateSession', 'ssm:ResumeSession']],
]

const alone: readonly string[] = []

export const companionsOf = remembering((action): readonly string[] => {
  const lower = action.toLowerCase()
  const listed = companions.flatMap(([pattern, needs]) => (pattern.test(lower) ? needs : []))
  const all = [...listed, ...(actionFacts(action)?.dependentActions ?? [])]
  return all.length === 0 ? alone : all
})

/** What services ask of KMS in the caller's name. https://docs.aws.amazon.com/kms/latest/developerguide/service-integration.html */
export function isUsedThroughServices(action: string): boolean {
  return (
    action.startsWith('kms:') &&
    /^kms:(decrypt|encrypt|reencrypt\w+|generatedatakey\w*|creategrant|describekey)$/i.test(action)
  )
}

/** Actions of a service that silence about it may mislead of. */
export const specialIn = remembering((service): ReadonlySet<string> => {
  const names = (actionsOf(service) ?? []).map(({ name }) => name)
  const special = (action: string): boolean =>
    action === passRole || isRare(action) || isUsedThroughServices(action) || isCompanion(action)
  return new Set(names.filter(special))
})

function isCompanion(action: string): boolean {
  return companions.some(([, needs]) => needs.includes(action)) || dependents().has(action)
}

let depended: ReadonlySet<string> | undefined

function dependents(): ReadonlySet<string> {
  depended ??= new Set(
    services().flatMap((service) => (actionsOf(service) ?? []).flatMap((each) => each.dependentActions)),
  )
  return depended
}

export const passRole = 'iam:PassRole'

/** Services in which no action takes a role from its caller. */
const withoutRoles = new Set(
  'cloudwatch dynamodb ecr ecr-public kms route53 secretsmanager sqs sts tag xray'.split(' '),
)

/**
 * Whether the action could be one that is given a role, for which iam:PassRole is checked. AWS does not tell of its use.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html
 */
export function mayTakeRole(action: string): boolean {
  const service = action.slice(0, action.indexOf(':')).toLowerCase()
  return !withoutRoles.has(service) && action !== passRole && actionFacts(action)?.level === 'Write'
}

/** AWS managed policies for its own services and agents: what they hold is what AWS says that these need. */
const forAgents = new Set(
  (
    'AmazonSSMManagedInstanceCore AmazonSSMManagedEC2InstanceDefaultPolicy AmazonSSMPatchAssociation' +
    ' CloudWatchAgentServerPolicy AmazonEKSWorkerNodePolicy AmazonEKSWorkerNodeMinimalPolicy AmazonEKS_CNI_Policy' +
    ' AmazonEKSClusterPolicy AmazonEKSServicePolicy AmazonEKSVPCResourceController AmazonEKSComputePolicy' +
    ' AmazonEKSBlockStoragePolicy AmazonEKSLoadBalancingPolicy AmazonEKSNetworkingPolicy' +
    ' AmazonEKSFargatePodExecutionRolePolicy AmazonEC2ContainerRegistryReadOnly AmazonEC2ContainerRegistryPullOnly' +
    ' AWSXRayDaemonWriteAccess AWSXrayWriteOnlyAccess'
  ).split(' '),
)

export function isMadeForService(policy: string): boolean {
  const path = /^arn:[^:]+:iam::aws:policy\/(.+)$/.exec(policy)?.[1]
  if (path === undefined) return false
  return /^(service-role|aws-service-role)\//.test(path) || forAgents.has(path)
}
