/** The first look: which granted services nobody used, and whether that matters. */
import type { Instant } from '../../../model/index.ts'
import type { Account, MissingFact, Principal } from '../aws-access/index.ts'
import { ask, standingOf } from '../aws-access/index.ts'
import { actionFacts } from '../aws-actions/index.ts'
import { grantsOf, serviceOf } from './grants.ts'
import { heldBy } from './held.ts'
import { judge } from './stays.ts'
import type { Held, LastAccessed, ReduceOptions } from './types.ts'
import { probesOf } from './verify.ts'

export interface UnusedService {
  readonly service: string
  readonly lastAccessed: Instant | null
  /** Can change something or read data, not just look at settings or write telemetry. */
  readonly weighty: boolean
}

export interface Excess {
  /** Services with actions that could go, in order of prefix. */
  readonly unused: readonly UnusedService[]
  /** Granted services that were used in the window. */
  readonly used: readonly string[]
  readonly untold: readonly string[]
  /** Some statement grants everything on everything, and boundary and organisation leave it. */
  readonly everything: boolean
  /** Policies that were not read, and may grant more. */
  readonly unread: readonly MissingFact[]
  /** A boundary that was not read, and may take some of it back. */
  readonly unreadBoundary: MissingFact | undefined
}

/** Only services count that the principal can really use: within boundary, organisation and Denies. */
export function excessOf(
  principal: Principal,
  account: Account,
  usage: LastAccessed,
  now: Instant,
  { maxDays }: Pick<ReduceOptions, 'maxDays'>,
): Excess {
  const policies = heldBy(principal, account)
  const judgement = judge(policies, usage, now, maxDays)
  const unused = judgement.unused.flatMap((service): readonly UnusedService[] => {
    const going = [...(judgement.granted.get(service) ?? [])].filter(
      (action) => judgement.stays(action, service) === undefined,
    )
    const [first] = going
    if (first === undefined) return []
    const held = (test: (action: string) => boolean): boolean => isHeld(principal, policies, firstOf(going, test))
    const weighty = held(weighs)
    const { at } = judgement.lastAccessed(first)
    return weighty || held(() => true) ? [{ service, lastAccessed: at, weighty }] : []
  })
  const { used, untold } = judgement
  const open = principal.caller.identity.some(({ statements }) =>
    statements.some(({ effect, isEverything }) => effect === 'Allow' && isEverything),
  )
  const everything = open && standingOf(principal, account).tier === 'admin'
  const unread = unreadPolicies(principal)
  const unreadBoundary = principal.missing.find(({ fact }) => /^(permissions|text of the) boundary/.test(fact))
  return { unused, used, untold, everything, unread, unreadBoundary }
}

/** What limits the principal besides can only make less of it. */
export function unreadPolicies({ missing }: Principal): readonly MissingFact[] {
  return missing.filter(({ fact }) => /^(inline|attached|text of the policy|groups|policies of the group)/.test(fact))
}

const mostTried = 5

function firstOf(actions: readonly string[], test: (action: string) => boolean): readonly string[] {
  const found: string[] = []
  for (const action of actions) {
    if (test(action)) found.push(action)
    if (found.length === mostTried) break
  }
  return found
}

/** Whether one of the actions is really granted. A boundary for other resources than those asked about counts as leave. */
function isHeld(principal: Principal, policies: readonly Held[], actions: readonly string[]): boolean {
  return actions.some((action) => {
    if (!limitsLeave(principal, action)) return false
    const resources = policies
      .flatMap(({ document }) => document.Statement)
      .filter((statement) => grantsOf(statement).get(serviceOf(action))?.has(action))
      .flatMap(probesOf)
      .slice(0, mostTried)
    return resources.some((resource) => !ask(principal, { action, resource }).explicit)
  })
}

function limitsLeave({ caller }: Principal, action: string): boolean {
  const lower = action.toLowerCase()
  const levels = [...(caller.boundary ? [[caller.boundary]] : []), ...(caller.serviceControl ?? [])]
  return levels.every((policies) =>
    policies.some(({ statements }) =>
      statements.some((statement) => statement.effect === 'Allow' && statement.coversAction(lower)),
    ),
  )
}

/** Services that take in what is measured, and do nothing else with it. */
const telemetry = new Set(['logs', 'cloudwatch', 'xray', 'ssmmessages', 'ec2messages', 'applicationinsights', 'rum'])

/** Actions that read data, not settings. */
const dataReads =
  /^(s3(-object-lambda|-outposts|express)?:getobject\w*|dynamodb:(get\w+|batchgetitem|query|scan|partiql\w+)|secretsmanager:(batch)?getsecretvalue|ssm:getparameter\w*|sqs:receivemessage|kinesis:(getrecords|subscribetoshard)|athena:getqueryresults\w*|redshift-data:getstatementresult\w*|es:eshttp\w+|aoss:apiaccessall|codecommit:(gitpull|getfile|getblob)|lambda:getfunction|rds-data:\w+|cassandra:select|timestream:select|neptune-db:(read\w+|connect)|elasticfilesystem:clientmount|glacier:getjoboutput|ebs:getsnapshotblock|logs:unmask)$/i

function weighs(action: string): boolean {
  if (dataReads.test(action)) return true
  // AWS puts some of these on other levels than their names say.
  if (/:(List|Describe)[A-Z]/.test(action)) return false
  const level = actionFacts(action)?.level
  if (level === 'Permissions management') return true
  return level === 'Write' && !telemetry.has(serviceOf(action))
}
