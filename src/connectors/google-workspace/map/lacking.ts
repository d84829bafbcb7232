/** What a step cannot do because another one could not. */
import { reportScope, userScope } from '../needs.ts'
import type { WorkspaceContext } from '../place.ts'

/** Steps that go through users need their list; why it is not there, the step `users` says. */
export function tellWithoutUsers({ gap }: Pick<WorkspaceContext, 'gap'>, what: string): void {
  gap({ reason: 'not-collected', permission: userScope, detail: `The users are not listed: ${what}.` })
}

/** Applications of which the log says nothing are not known to the steps that ask about each of them. */
export function tellWithoutGrants({ session, gap }: Pick<WorkspaceContext, 'session' | 'gap'>, what: string): void {
  if (session.facts.grantsRead === true) return
  gap({ reason: 'not-collected', permission: reportScope, detail: `The log of grants was not read: ${what}.` })
}
