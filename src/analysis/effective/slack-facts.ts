/** The facts of an entity of Slack by its kind, typed: the one place that says which shape belongs to which kind. */
import type {
  LegacyIntegrationFacts,
  SlackAppFacts,
  SlackDecisionFacts,
  SlackUserFacts,
} from '../../model/facts/slack.ts'
import { entityId } from '../../model/index.ts'
import type { Identity, Resource, Scope } from '../../model/index.ts'

export const slackAppFacts = (app: Identity): SlackAppFacts => app.facts as unknown as SlackAppFacts
export const legacyFacts = (integration: Identity): LegacyIntegrationFacts =>
  integration.facts as unknown as LegacyIntegrationFacts
export const slackUserFacts = (user: Identity): SlackUserFacts => user.facts as unknown as SlackUserFacts
export const decisionFacts = (decision: Resource): SlackDecisionFacts => decision.facts as unknown as SlackDecisionFacts

/** `scope`: of the workspace that is judged. */
export function slackEntity(scope: Scope, kind: string, native: string): string {
  return entityId('slack', scope.nativeId, kind, native)
}
