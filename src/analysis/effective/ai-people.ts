/** Whether somebody who answers for a key still belongs here: by the vendor's own list, and by every directory. */
import type { View } from '../../inventory/view.ts'
import type { Evidence, GapReason, Identity, Known } from '../../model/index.ts'
import { becauseOf, isKnown, isUnknown, valueOf } from '../../model/index.ts'
import { personOf, unseenPeople } from '../people.ts'

/** What the vendors say of their members alike: src/model/facts/{openai,anthropic}.ts. */
export interface Member {
  readonly userId: string
  readonly email: Known<string>
  readonly member: Known<boolean>
}

export type Whereabouts =
  | { readonly state: 'here' }
  | {
      readonly state: 'gone'
      /** The vendor's own list lacks them, or has them switched off; or a directory says that they left. */
      readonly by: 'list' | 'disabled' | 'directory'
      /** Sentences of directories. */
      readonly words: readonly string[]
      readonly evidence: readonly Evidence[]
    }
  | { readonly state: 'unknown'; readonly because: GapReason; readonly missing: readonly string[] }

/** `source` is what lists the members of the organization. */
export function whereaboutsOf(
  user: Identity | undefined,
  {
    facts,
    source,
    permission,
  }: { readonly facts: Member | undefined; readonly source: string; readonly permission: string },
  view: View,
): Whereabouts {
  const unseen = (because: GapReason, missing: readonly string[] = [permission]): Whereabouts => ({
    state: 'unknown',
    because,
    missing,
  })
  if (user === undefined || facts === undefined) return unseen('not-collected')
  const address = valueOf<string>(facts.email)
  const person = address === undefined ? undefined : personOf(view, address)
  if (person?.status === 'gone')
    return { state: 'gone', by: 'directory', words: person.evidence, evidence: person.read }
  const told = { words: [], evidence: [{ source, detail: `${facts.userId} is not in the list` }] }
  if (isKnown(facts.member) && !facts.member) return { state: 'gone', by: 'list', ...told }
  if (isUnknown(facts.member)) return unseen(becauseOf(facts.member))
  if (user.enabled === false)
    return { state: 'gone', by: 'disabled', words: [], evidence: [{ source, detail: `${facts.userId} is disabled` }] }
  if (person?.status === 'unknown') return unseen('unsupported', person.evidence)
  const { because, missing } = unseenPeople(view)
  // A directory that was read in part may know that they left.
  if (person === undefined && because !== 'not-collected') return unseen(because, missing)
  return { state: 'here' }
}
