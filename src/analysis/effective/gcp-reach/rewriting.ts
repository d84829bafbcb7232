/** Custom roles that somebody holds and may update: whoever may both adds to its own role what it likes. */
import type { View } from '../../../inventory/view.ts'
import { accessToken, methodNamed } from '../gcp-abilities/index.ts'
import { fullNameOf } from '../gcp-facts.ts'
import type { GcpBindingAt } from '../gcp-world/index.ts'
import { worldOf } from '../gcp-world/index.ts'
import { decided } from './deciding.ts'
import type { Look } from './deciding.ts'
import { holdersIn, principalsIn } from './holders.ts'
import { nameOf, resourceWords, rolesIn } from './names.ts'
import { stillHeeded } from './takers.ts'
import type { Target } from './target.ts'
import type { Heeded, Step } from './types.ts'

export const updatesRoles = 'iam.roles.update'

/** `projects/acme`, of a custom role; undefined: it is one of Google's. */
export function homeOf(role: string): string | undefined {
  return /^((?:projects|organizations)\/[^/]+)\/roles\//.exec(role)?.[1]
}

/** Few may, and few of those that hold a custom role need be decided on. */
export function mayUpdate(view: View, home: string, member: string): boolean {
  return holdersIn(view, home).get(member)?.has(updatesRoles) === true
}

/** By a role that it holds over the account, or over what the account lies in; of the firmest, one alone is enough. */
export function* rewritingSteps(look: Look, target: Target, heeded: Heeded): Generator<Step> {
  const { view } = look
  const around = worldOf(view).chain(target.project).names.map(fullNameOf)
  for (const resource of [target.resource, ...around]) {
    const rewriters = rewritersOn(view, resource)
    if (rewriters.size === 0) continue
    for (const member of stillHeeded(view, heeded, `rewriters on ${resource}`, () => [...rewriters.keys()])) {
      if (member === target.member) continue
      for (const rewriter of rewriters.get(member) ?? []) {
        const step = stepOver(look, target, rewriter)
        if (step !== undefined) yield step
        if (step?.verdict === 'proven') break
      }
    }
  }
}

interface Rewriter {
  readonly binding: GcpBindingAt
  readonly home: string
  readonly member: string
}

function rewritersOn(view: View, resource: string): ReadonlyMap<string, readonly Rewriter[]> {
  return view.once(`gcp rewriters on ${resource}`, () => {
    const all = worldOf(view)
      .bindingsOn(resource)
      .flatMap((binding): readonly Rewriter[] => {
        const home = homeOf(binding.role)
        if (home === undefined) return []
        return binding.members
          .flatMap((text) => principalsIn(view, text))
          .filter((member) => mayUpdate(view, home, member))
          .map((member) => ({ binding, home, member }))
      })
    return Map.groupBy(all, ({ member }) => member)
  })
}

/** Any one is as good; a denial may stand against some. */
const added = [accessToken, 'iam.serviceAccounts.signJwt', 'iam.serviceAccounts.signBlob'] as const

function stepOver(look: Look, { member: to, resource, account }: Target, rewriter: Rewriter): Step | undefined {
  const { binding, home, member: from } = rewriter
  const update = { permission: updatesRoles, resource: fullNameOf(home) }
  for (const permission of added) {
    const found = decided(look, from, [update, { permission, resource, rewriting: binding }])
    if (found === undefined) continue
    const does = `adds the right to tokens of ${account.email}`
    const words = rewritingWords(look, from, { binding, home, does })
    return { ...found, ...words, from, to, by: methodNamed('gcp-update-role').id, actions: [updatesRoles] }
  }
  return undefined
}

interface Rewritten extends Pick<Rewriter, 'binding' | 'home'> {
  readonly does: string
}

export function rewritingWords(
  look: Look,
  member: string,
  { binding, home, does }: Rewritten,
): { readonly text: string; readonly mend: string } {
  const { view } = look
  const name = nameOf(view, member)
  const updating = decided(look, member, [{ permission: updatesRoles, resource: fullNameOf(home) }])
  const over = resourceWords(view, binding.resource)
  return {
    text: `${name} holds the custom role ${binding.role} on ${over} and may update it: it ${does}.`,
    mend: `Take ${rolesIn(updating?.statements ?? [])} from ${name}, so that it cannot update roles that it holds.`,
  }
}
