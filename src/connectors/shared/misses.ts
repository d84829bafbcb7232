/** What could not be read of many things alike, told in one gap for each reason instead of a thousand. */
import type { GapReason } from '../../model/index.ts'
import { AccessError } from '../errors.ts'
import type { VendorError } from '../errors.ts'
import type { StepContext } from '../contract.ts'

export interface Misses {
  readonly add: (
    name: string,
    why: { readonly reason: GapReason; readonly detail: string; readonly permission?: string },
  ) => void
  readonly addError: (name: string, error: AccessError | VendorError) => void
  /** `what`: in words with which a sentence begins: `Deploy keys of`. */
  readonly tell: (context: Pick<StepContext<unknown>, 'gap'>, what: string) => void
}

const namesTold = 5

export function collectMisses(): Misses {
  const groups = new Map<string, { readonly gap: Parameters<Misses['add']>[1]; readonly names: string[] }>()
  const add: Misses['add'] = (name, why) => {
    const key = JSON.stringify([why.reason, why.permission, why.detail])
    const group = groups.get(key) ?? { gap: why, names: [] }
    group.names.push(name)
    groups.set(key, group)
  }
  return {
    add,
    addError: (name, error) =>
      add(name, {
        reason: error.reason,
        detail: error.message,
        ...(error instanceof AccessError ? { permission: error.permission } : {}),
      }),
    tell: (context, what) => {
      for (const { gap, names } of groups.values()) {
        names.sort()
        context.gap({ ...gap, detail: `${what} ${listed(names)} were not read: ${gap.detail}` })
      }
    },
  }
}

/** `acme/a, acme/b and 12 more` */
function listed(names: readonly string[]): string {
  const more = names.length - namesTold
  const told = names.slice(0, namesTold).join(', ')
  return more > 0 ? `${told} and ${more} more` : told
}
