import { AbsentError, AccessError, VendorError } from '../../errors.ts'
import type { StepMeta } from '../../contract.ts'
import { all, one } from '../../shared/google/read.ts'
import { collectMisses } from '../../shared/misses.ts'
import type { Misses } from '../../shared/misses.ts'
import { emitDenyPolicy } from '../map/deny-policy.ts'
import { onceEach } from '../once.ts'
import type { GcpContext } from '../place.ts'
import { getDenyPolicy, listDenyAssets, listDenyPolicies } from '../routes/deny-policies.ts'
import type { DenyPolicyAnswer } from '../routes/deny-policies.ts'

export const denyPoliciesMeta = {
  id: 'deny-policies',
  title: 'Deny policies',
  tier: 'creds',
  scopes: ['organization', 'folder', 'project'],
  needs: ['cloudasset.assets.listResource', 'iam.denypolicies.list', 'iam.denypolicies.get'],
  emits: ['deny-policies'],
  after: ['hierarchy'],
} as const satisfies StepMeta

/** IAM answers five questions a minute about them: https://cloud.google.com/iam/quotas */
const mostContainers = 30

/** Cloud Asset tells of all below the root; IAM is asked for what is above it, and where Cloud Asset tells of none. */
export async function denyPolicies(context: GcpContext): Promise<void> {
  const { root, assets, aboveIsRead, facts } = context.session
  const lone = root.startsWith('projects/')
  const below = assets && (await fromAssets(context, lone)) ? [] : [root, ...(lone ? [] : (facts.folders ?? []))]
  const inherits = !aboveIsRead && !root.startsWith('organizations/')
  const containers = [...new Set([...below, ...(inherits ? (facts.above ?? []) : [])])]
  const misses = collectMisses()
  for (const container of containers.slice(0, mostContainers)) await ofContainer(context, container, misses)
  const left = containers.slice(mostContainers)
  const detail = `Google answers few questions about them, and ${mostContainers} places were asked.`
  for (const container of left) misses.add(container, { reason: 'not-collected', detail })
  misses.tell(context, 'Deny policies of')
  if (inherits && facts.above === undefined)
    context.gap({
      reason: 'not-collected',
      detail: `Deny policies above ${root} were not read: what is above it is not known to the end.`,
    })
}

/** Whether it told. Of a project by itself IAM tells as much where Cloud Asset does not know them. */
async function fromAssets(context: GcpContext, lone: boolean): Promise<boolean> {
  try {
    for (const { resource } of await all(context, listDenyAssets, { parent: context.session.root }))
      for (const policy of await withRules(context, resource.data)) emitDenyPolicy(context, policy)
    return true
  } catch (error) {
    if (!(error instanceof AccessError || error instanceof VendorError)) throw error
    const permission = error instanceof AccessError ? { permission: error.permission } : {}
    if (!lone || error.reason !== 'unsupported')
      context.gap({
        reason: error.reason,
        detail: `Deny policies ${lone ? 'by Cloud Asset' : 'on projects'} were not read: ${error.message}`,
        ...permission,
      })
    return false
  }
}

/** Of policies of IAM v2 those that deny, with the rules asked for where a list leaves them out. */
async function withRules(context: GcpContext, policy: DenyPolicyAnswer): Promise<readonly DenyPolicyAnswer[]> {
  if (!policy.name.includes('/denypolicies/')) return []
  if (policy.rules !== undefined) return [policy]
  try {
    return [await one(context, getDenyPolicy, { name: policy.name })]
  } catch (error) {
    // Deleted since it was listed.
    if (error instanceof AbsentError) return []
    throw error
  }
}

const once = onceEach<readonly DenyPolicyAnswer[]>()

async function ofContainer(context: GcpContext, container: string, misses: Misses): Promise<void> {
  const point = encodeURIComponent(`cloudresourcemanager.googleapis.com/${container}`)
  try {
    const asked = { parent: `policies/${point}/denypolicies` }
    const policies = await once(context.session.client, container, async () => {
      // What cannot be read of it is missing in all scopes that are told, so that it has to fail.
      const named = await all({ session: context.session, call: context.call }, listDenyPolicies, asked)
      const whole: DenyPolicyAnswer[] = []
      for (const each of named) whole.push(...(await withRules(context, each)))
      return whole
    })
    for (const policy of policies) emitDenyPolicy(context, policy)
  } catch (error) {
    if (!(error instanceof AccessError || error instanceof VendorError)) throw error
    misses.addError(container, error)
  }
}
