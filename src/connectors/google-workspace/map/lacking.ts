/** What a step cannot do because another one could not. */
import { userScope } from '../needs.ts'
import type { WorkspaceContext } from '../place.ts'

/** Steps that go through users need their list; why it is not there, the step `users` says. */
export function tellWithoutUsers({ gap }: Pick<WorkspaceContext, 'gap'>, what: string): void {
  gap({ reason: 'not-collected', permission: userScope, detail: `The users are not listed: ${what}.` })
}
