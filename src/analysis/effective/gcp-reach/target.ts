/** A service account as what somebody becomes, with what runs as it. */
import type { View } from '../../../inventory/view.ts'
import type { Identity, Resource } from '../../../model/index.ts'
import { isKnown, valueOf } from '../../../model/index.ts'
import type { GcpMethod } from '../gcp-abilities/index.ts'
import { accountResource, fullNameOf, gcpWorkloadFacts, serviceAccountFacts } from '../gcp-facts.ts'
import type { GcpAccount } from '../gcp-world/index.ts'
import { worldOf } from '../gcp-world/index.ts'
import { accountMember } from './types.ts'

export interface Target {
  readonly account: GcpAccount
  readonly member: string
  readonly resource: string
  /** `projects/acme` */
  readonly project: string
  readonly identity: Identity
  /** What runs as it. */
  readonly workloads: readonly Resource[]
}

/** One that is switched off does nothing, whoever has its keys. */
export function targetOf(view: View, account: GcpAccount): Target | undefined {
  const identity = view.identity(account.id)
  if (identity === undefined || account.enabled === false) return undefined
  const running = view.edgesTo(account.id, 'runs-as').flatMap(({ from }) => view.resource(from) ?? [])
  return {
    account,
    member: accountMember(account.email),
    resource: accountResource(account.email, account.projectId),
    project: `projects/${account.projectId}`,
    identity,
    workloads: running.filter(({ kind }) => kind === 'workload'),
  }
}

/** The accounts of Google's own make, and what has to stand in the project for the method. */
export function fitsTarget(view: View, { identity, project }: Target, method: GcpMethod): boolean {
  const { onlyDefaultOf, at, existing } = method
  if (onlyDefaultOf !== undefined && valueOf(serviceAccountFacts(identity).defaultOf) !== onlyDefaultOf) return false
  if (at !== 'project' || existing === undefined) return true
  const types = workloadTypesIn(view, project)
  return existing.some((type) => types.has(type))
}

function workloadTypesIn(view: View, project: string): ReadonlySet<string> {
  const all = view.onceForAll('gcp types of workloads by project', () => {
    const found = new Map<string, Set<string>>()
    for (const { id: scope } of worldOf(view).scopes)
      for (const workload of view.resources({ kind: 'workload', scope })) {
        const { projectId, assetType } = gcpWorkloadFacts(workload)
        const types = found.get(`projects/${projectId}`) ?? new Set<string>()
        found.set(`projects/${projectId}`, types.add(assetType))
      }
    return found
  })
  return all.get(project) ?? new Set()
}

export interface Where {
  /** Full name of where the method's permissions are asked for. */
  readonly resource: string
  /** Of the workload, where it is one. */
  readonly name?: string
  readonly missing: readonly string[]
}

/**
 * An account runs in its own project alone unless a policy lets it out, and that policy holds unless somebody turned it
 * off. https://cloud.google.com/iam/docs/attach-service-accounts#enabling-cross-project
 */
export function placesOf(view: View, target: Target, { id, at, existing }: GcpMethod): readonly Where[] {
  const { resource, project, workloads } = target
  if (at === 'service-account') return [{ resource, missing: [] }]
  if (at === 'project') return [{ resource: fullNameOf(project), missing: [] }]
  if (at === 'container') {
    const [, kind = ''] = /^gcp-set-(\w+)-policy$/.exec(id) ?? []
    const { names } = worldOf(view).chain(project)
    return names
      .filter((name) => name.startsWith(`${kind}s/`))
      .map((name) => ({ resource: fullNameOf(name), missing: [] }))
  }
  return workloads.flatMap((workload): readonly Where[] => {
    const { assetType, resourceName, scopes } = gcpWorkloadFacts(workload)
    if (existing?.includes(assetType) !== true) return []
    // The tokens of a machine are bounded by its scopes. https://cloud.google.com/compute/docs/access/service-accounts#accesscopesiam
    if (isKnown(scopes) && !scopes.some(opensAll)) return []
    const missing = scopes === null || isKnown(scopes) ? [] : [`the access scopes of ${workload.name}`]
    return [{ resource: resourceName, name: workload.name, missing }]
  })
}

/** With the right to call IAM, roles decide the rest. */
function opensAll(scope: string): boolean {
  return /\/auth\/(?:cloud-platform|iam)$/.test(scope)
}
