/** Machines of AWS that a cluster's nodes are, and what pods get from their metadata service. */
import type { View } from '../../inventory/view.ts'
import { isKnown } from '../../model/index.ts'
import type { Known, Resource } from '../../model/index.ts'
import { workloadFacts } from './aws-facts.ts'
import { nodeFacts } from './kubernetes-facts.ts'

export interface Machine {
  readonly node: Resource
  readonly instance: Resource
  /**
   * yes: version 1 of the metadata service answers, or answers of version 2 go far enough for a container · no · unknown:
   * nobody told how far they go. https://docs.aws.amazon.com/eks/latest/best-practices/identity-and-access-management.html
   */
  readonly reachable: 'yes' | 'no' | 'unknown'
}

export interface Machines {
  readonly found: readonly Machine[]
  /** Nodes of AWS whose machine is not in the store. */
  readonly missing: readonly Resource[]
}

export function awsMachines(view: View): Machines {
  const instances = instancesById(view)
  const found: Machine[] = []
  const missing: Resource[] = []
  for (const node of view.resources({ kind: 'node' })) {
    const id = instanceIdOf(nodeFacts(node).providerId)
    if (id === undefined) continue
    const instance = instances.get(id)
    if (instance === undefined) missing.push(node)
    else found.push({ node, instance, reachable: reachableOf(instance) })
  }
  return { found, missing }
}

/** `aws:///eu-west-1a/i-0abc` */
function instanceIdOf(providerId: Known<string>): string | undefined {
  return isKnown(providerId) ? /^aws:.*\/(i-[0-9a-z]+)$/.exec(providerId)?.[1] : undefined
}

function instancesById(view: View): ReadonlyMap<string, Resource> {
  return view.onceForAll('ec2 instances by id', () => {
    const scopes = view.scopes().filter(({ provider, kind }) => provider === 'aws' && kind === 'account')
    const all = scopes.flatMap(({ id: scope }) => [...view.resources({ kind: 'ec2:instance', scope })])
    return new Map(all.map((instance) => [instance.nativeId.split('/').at(-1) ?? '', instance]))
  })
}

function reachableOf(instance: Resource): Machine['reachable'] {
  const { imdsv2Required, imdsHopLimit } = workloadFacts(instance)
  if (imdsv2Required === false) return 'yes'
  if (typeof imdsHopLimit !== 'number') return 'unknown'
  return imdsHopLimit > 1 ? 'yes' : imdsv2Required === true ? 'no' : 'unknown'
}
