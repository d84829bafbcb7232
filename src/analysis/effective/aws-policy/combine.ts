/**
 * Puts the answers of all kinds of policies together.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html
 */
import { accountOfArn, type Who } from './who.ts'
import type { Given, Inquiry } from './context.ts'
import { closed, gather, open as unlimited, refsOf, residualsOf, type Hit, type Layer } from './evaluate.ts'
import type { Grant } from './principals.ts'
import { both, either, type Truth } from './truth.ts'
import type { Ask, Caller, Decision, Verdict } from './types.ts'
import { settle } from './settle.ts'
import { isKeptByAws, obeysResourceControl } from './actions.ts'

/** Layers that all have to allow; one such way is enough. */
type Way = readonly Layer[]

interface Layers {
  readonly identity: Layer
  readonly boundary: Layer
  readonly session: Layer
  readonly resource: Layer
  readonly control: readonly Layer[]
  readonly denies: readonly Hit[]
}

/** `settling`: the answers of one key may rule each other out, and that is looked into. */
export function combine(inquiry: Inquiry, caller: Caller, ask: Ask, settling = true): Decision {
  const layers = gatherAll(inquiry, caller, ask)
  const hitting = layers.denies.filter((hit) => hit.truth === 'yes')
  if (hitting.length > 0) return { verdict: 'explicitly-denied', because: refsOf(hitting), residual: [] }
  const ways = waysOf(inquiry, layers, ask.resourcePolicy !== undefined)
  let best: Truth = 'no'
  for (const way of ways) best = either(best, allOf(way))
  const granted = both(best, allOf(layers.control))
  if (granted === 'no') {
    const vain = [...layers.identity.hits, ...layers.resource.hits].filter((hit) => hit.truth === 'yes')
    return { verdict: 'implicitly-denied', because: refsOf(vain), residual: [] }
  }
  const hits = granting(
    ways.filter((way) => allOf(way) === best),
    layers.control,
  )
  if (granted === 'yes' && layers.denies.length === 0) {
    return { verdict: 'allowed', because: refsOf(hits), residual: [] }
  }
  const all = [...hits, ...layers.denies]
  const open = all.filter((hit) => hit.truth === 'maybe')
  const verdictOf = (key: string, value: Given): Verdict =>
    combine({ ...inquiry, tried: { key, value } }, caller, ask, false).verdict
  const verdict = settling ? settle(inquiry, open, verdictOf) : 'conditional'
  if (verdict === 'conditional') {
    return { verdict, because: refsOf(all), residual: residualsOf(open, inquiry) }
  }
  const telling = verdict === 'allowed' ? hits : verdict === 'explicitly-denied' ? layers.denies : []
  return { verdict, because: refsOf(telling), residual: [] }
}

/** The Allows that make the layers of these ways what they are, each once; none of a way that is open by itself. */
function granting(ways: readonly Way[], control: readonly Layer[]): readonly Hit[] {
  const seen = new Set<Layer>()
  const hits: Hit[] = []
  const unaided = ways.some((way) => way.every((layer) => layer.hits.length === 0))
  for (const way of unaided ? [control] : [...ways, control]) {
    for (const layer of way) {
      if (layer.hits.length === 0 || seen.has(layer)) continue
      seen.add(layer)
      for (const hit of layer.hits) if (hit.truth === layer.allow) hits.push(hit)
    }
  }
  return hits
}

function gatherAll(inquiry: Inquiry, caller: Caller, ask: Ask): Layers {
  const denies: Hit[] = []
  const { who } = inquiry
  // The root user holds everything its account may do, without a policy.
  const own = gather(inquiry, 'identity', caller.identity, denies)
  const identity = who.kind === 'root' ? unlimited : own
  const boundary = caller.boundary ? gather(inquiry, 'boundary', [caller.boundary], denies) : unlimited
  // A federated user to whom no session policy was handed has nothing of the permissions of its user.
  // https://docs.aws.amazon.com/STS/latest/APIReference/API_GetFederationToken.html
  const unasked = who.kind === 'federated-user' ? closed : unlimited
  const session = caller.session?.length ? gather(inquiry, 'session', caller.session, denies) : unasked
  const resource = ask.resourcePolicy ? gather(inquiry, 'resource', [ask.resourcePolicy], denies) : closed
  const levels = controlled(who) ? (caller.serviceControl ?? []) : []
  const control = levels.map((policies, level) => gather(inquiry, 'scp', policies, denies, level))
  // What allows in a resource control policy is always there; only its Denies tell.
  if (ask.resourceControl && !who.serviceLinked && obeysResourceControl(inquiry.action)) {
    ask.resourceControl.forEach((policies, level) => gather(inquiry, 'rcp', policies, denies, level))
  }
  return { identity, boundary, session, resource, control, denies }
}

/** Service control policies hold principals of the account, but for service-linked roles. */
function controlled(who: Who): boolean {
  return who.account !== undefined && who.kind !== 'provider' && !who.serviceLinked
}

function waysOf(inquiry: Inquiry, layers: Layers, given: boolean): readonly Way[] {
  const { who, resourceAccount, resource } = inquiry
  const { identity, boundary, session } = layers
  if (isKeptByAws(inquiry.action, resource)) return []
  const own: Way = [identity, boundary, session]
  if (who.account === undefined || who.kind === 'provider') return [[layers.resource]]
  const owner = resourceAccount ?? accountOfArn(resource) ?? who.account
  const decides = decidesAlone(inquiry)
  if (decides && !given) return [own]
  if (owner !== who.account) return [[...own, layers.resource]]
  if (!decides && layers.resource.allow === 'no') return [own]
  const named: readonly Way[] = [
    [worth(layers.resource, 'own')],
    [worth(layers.resource, 'user'), session],
    [worth(layers.resource, 'role'), boundary, session],
  ]
  return decides ? [...named, [...own, worth(layers.resource, 'account')]] : [...named, own]
}

/** Nobody gets at a role or a key that its own policy does not let in. */
function decidesAlone({ action, resource }: Inquiry): boolean {
  if (action.startsWith('kms:')) return /^arn:[^:]*:kms:[^:]*:[^:]*:key\//.test(resource)
  const assumes =
    action.startsWith('sts:assumerole') || action === 'sts:tagsession' || action === 'sts:setsourceidentity'
  return assumes && /^arn:[^:]*:iam::[^:]*:role\//.test(resource)
}

/** The Allows of the resource's policy that are worth that much. */
function worth(layer: Layer, grant: Grant): Layer {
  const hits = layer.hits.filter((hit) => hit.grant === grant)
  if (hits.length === 0) return closed
  return { allow: hits.reduce<Truth>((sum, hit) => either(sum, hit.truth), 'no'), hits }
}

function allOf(way: Way): Truth {
  let truth: Truth = 'yes'
  for (const layer of way) truth = both(truth, layer.allow)
  return truth
}
