/** Who of a tenant holds what takes over others, found once. */
import type { View } from '../../../inventory/view.ts'
import type { Identity } from '../../../model/index.ts'
import type { Ability } from '../azure-actions/index.ts'
import { holdingsOf, weightOf } from '../entra-holdings.ts'
import type { AzureHolding, DirectoryHolding, Holding, PermissionHolding } from '../entra-holdings.ts'

export interface Holder<H extends Holding = Holding> {
  /** Entity id of an identity or a group. */
  readonly id: string
  readonly name: string
  readonly holding: H
}

export interface Holders {
  /** Whoever controls the tenant, or a subscription, by what it holds itself. */
  readonly control: readonly string[]
  /** By what it takes over: `application`, `group`. */
  readonly takers: ReadonlyMap<string, readonly Holder<DirectoryHolding | PermissionHolding>[]>
  /** With roles of Azure that do something to what runs there. */
  readonly azure: readonly Holder<AzureHolding>[]
  /** By holder: its rights to write something that runs code, to which identities are attached. */
  readonly hosts: ReadonlyMap<string, readonly Host[]>
}

interface Host {
  readonly holding: AzureHolding
  readonly ability: Ability
}

/** Identities that act, and groups: what a group holds, its members hold. */
export function holdersOf(view: View, tenant: string): Holders {
  return view.once(`azure holders ${tenant}`, () => {
    const control: string[] = []
    const takers = new Map<string, Holder<DirectoryHolding | PermissionHolding>[]>()
    const azure: Holder<AzureHolding>[] = []
    const hosts = new Map<string, Host[]>()
    for (const { id, name } of principalsOf(view, tenant)) {
      const holdings = holdingsOf(view, id)
      if (holdings.length === 0) continue
      if (weightOf(holdings) === 'control') control.push(id)
      for (const holding of holdings) {
        if (holding.kind === 'azure-role') {
          if (holding.reach.abilities.some(becomesSomething)) azure.push({ id, name, holding })
          for (const ability of holding.reach.abilities)
            if (isHost(ability)) listed(hosts, id).push({ holding, ability })
        } else if (holding.kind !== 'delegated')
          for (const what of holding.ranked.takesOver ?? []) listed(takers, what).push({ id, name, holding })
      }
    }
    return { control, takers, azure, hosts }
  })
}

function becomesSomething({ kind }: Ability): boolean {
  return kind === 'assign-roles' || kind === 'run-as-identity' || kind === 'assign-identity'
}

/** `Microsoft.Web/sites/write`: what is written names the identities that are attached to it. */
function isHost({ id, kind, matched }: Ability): boolean {
  return (
    kind === 'run-as-identity' &&
    id !== 'policy-assignments' &&
    matched.some((action) => /^[^/]+\/[^/]+\/write$/i.test(action))
  )
}

function listed<T>(lists: Map<string, T[]>, name: string): T[] {
  const known = lists.get(name) ?? []
  lists.set(name, known)
  return known
}

/** What cannot sign in does nothing. */
function* principalsOf(view: View, tenant: string): Generator<{ readonly id: string; readonly name: string }> {
  for (const identity of view.identities({ scope: tenant })) if (canSignIn(identity)) yield identity
  yield* view.resources({ kind: 'group', scope: tenant })
}

export function canSignIn({ enabled, kind }: Identity): boolean {
  return enabled !== false && kind !== 'foundry-agent'
}
