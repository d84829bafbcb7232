/** Ids of what a step emits, and what every record of the workspace has in common. */
import { entityId } from '../../model/index.ts'
import type { Identity } from '../../model/index.ts'
import type { StepContext } from '../contract.ts'
import type { Asker } from '../shared/vendor/index.ts'
import type { SlackSession } from './session.ts'
import { tokenWith } from './tokens.ts'

export type SlackContext = StepContext<SlackSession>

export type Kind =
  | 'workspace'
  | 'slack-app'
  | 'legacy-integration'
  | 'bot-user'
  | 'user'
  | 'app-approval'
  | 'app-restriction'
  | 'app-request'
  | 'removed-app'
  | 'token'

export function idOf({ scope }: Pick<SlackContext, 'scope'>, kind: Kind, native: string): string {
  return entityId('slack', scope.nativeId, kind, native)
}

export function placeOf({ scope }: Pick<SlackContext, 'scope'>) {
  return { provider: 'slack', scope: scope.id } as const
}

/** Asks the Web API with the token that has the scope. */
export function webWith({ session, call, gap }: SlackContext, scope: string): Asker {
  return { session: { vendor: tokenWith(session.workspace.tokens, scope).web }, call, gap }
}

/** Of tokens of the organization Slack wants to know which workspace is meant; others know their own. */
export function teamFor({ session }: Pick<SlackContext, 'session'>, scope: string): { readonly team_id?: string } {
  const { tokens, teamId } = session.workspace
  return tokenWith(tokens, scope).tokenOf === 'organization' ? { team_id: teamId } : {}
}

/** What identities have that Slack knows nothing of. */
export const untold = { environment: null, purpose: null, tags: null } as const satisfies Partial<Identity>
