/** What AWS's own list of actions means for a decision. Actions that it does not know count as the common kind. */
import { actionFacts, obeysResourceControl as obeys } from '../aws-actions/index.ts'
import type { Who } from './who.ts'

const mostRemembered = 30_000
const unbound = new Map<string, boolean>()

/** True for actions that know no resource but `*`: they are asked of everything. The action is given in lower case. */
export function knowsNoResource(action: string): boolean {
  const known = unbound.get(action)
  if (known !== undefined) return known
  const answer = actionFacts(action)?.resourceTypes.length === 0
  if (unbound.size >= mostRemembered) unbound.clear()
  unbound.set(action, answer)
  return answer
}

/** Whether the resources of the action's service obey resource control policies. */
export function obeysResourceControl(action: string): boolean {
  return obeys(action.split(':', 1)[0] ?? '')
}

/**
 * Whether policies have no say: anybody with credentials may ask who they are, even against a Deny, and a user may
 * always sign in with a second factor.
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_getsessiontoken.html
 */
export function needsNoPermission(action: string, { kind }: Who): boolean {
  if (kind === 'anonymous' || kind === 'provider') return false
  return (
    action === 'sts:getcalleridentity' || (action === 'sts:getsessiontoken' && (kind === 'user' || kind === 'root'))
  )
}

/**
 * Whether an action would change what only AWS changes: its managed policies, the roles of IAM Identity Center, and the
 * aliases of its keys.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-vs-inline.html
 * https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateAlias.html
 */
export function isKeptByAws(action: string, resource: string): boolean {
  if (!/^(iam|kms):/.test(action)) return false
  const type = keptByAws.find(({ form }) => form.test(resource))?.type
  if (type === undefined) return false
  const facts = actionFacts(action)
  return facts !== undefined && facts.resourceTypes.includes(type) && facts.level !== 'Read' && facts.level !== 'List'
}

const keptByAws = [
  { type: 'policy', form: /^arn:[^:]*:iam::aws:policy\// },
  { type: 'role', form: /^arn:[^:]*:iam::\d{12}:role\/aws-reserved\// },
  { type: 'alias', form: /^arn:[^:]*:kms:[^:]*:[^:]*:alias\/aws\// },
]
