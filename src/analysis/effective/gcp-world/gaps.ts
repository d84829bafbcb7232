/** What was not read of a container, and by which permission it would have been. */
import type { View } from '../../../inventory/view.ts'
import { gcpScopes, rootOf } from '../gcp-facts.ts'
import type { GcpChain, GcpWorld } from './types.ts'

const words: { readonly [step: string]: string } = {
  'allow-policies': 'allow policies',
  'deny-policies': 'deny policies',
  'access-boundaries': 'principal access boundaries',
  roles: 'permissions of roles',
  groups: 'members of groups',
  'service-accounts': 'service accounts',
  'workload-pools': 'providers of workload identity pools',
  workloads: 'what runs',
}

/**
 * The scope that a container was read in is the nearest one at it or above: projects may be scopes of their own. What is
 * above all scopes is read with those below, which inherit it.
 */
export function gapsOf(view: View, chain: (container: string) => GcpChain): GcpWorld['unread'] {
  const scopes = new Map(gcpScopes(view).map((scope) => [rootOf(scope), scope.id]))
  const scopeOver = (container: string): string | undefined =>
    chain(container)
      .names.map((name) => scopes.get(name))
      .find((id) => id !== undefined)
  const known = new Map<string, string | undefined>()
  const find = (step: string, container: string, below: string): string | undefined => {
    const what = words[step] ?? step
    const scope = scopeOver(container) ?? scopeOver(below)
    if (scope === undefined) return `${what} of ${container}`
    const gap = view.gap(`gcp.${step}`, scope)
    return gap === undefined ? undefined : `${what} of ${container} (${gap.permission ?? gap.reason})`
  }
  return (step, container, below = container) => {
    const key = `${step} ${container} ${below}`
    if (!known.has(key)) known.set(key, find(step, container, below))
    return known.get(key)
  }
}
