/** What an app may do as whom, by every source there is. */
import type { View } from '../../inventory/view.ts'
import type { SlackScope } from '../../model/facts/slack.ts'
import { isKnown, isUnknown } from '../../model/index.ts'
import type { Evidence, Identity, Known, Resource } from '../../model/index.ts'
import { decisionFacts, slackAppFacts, slackEntity } from './slack-facts.ts'
import { isSignIn, isUserOnly } from './slack-scopes.ts'

export const logSource = { source: 'team.integrationLogs', permission: 'admin' } as const
export const approvalSource = { source: 'admin.apps.approved.list', permission: 'admin.apps:read' } as const

/** An app that is off, or whose bot was taken away, does nothing. */
export function isOff(app: Identity): boolean {
  return app.enabled === false
}

export function approvalOf(app: Identity, view: View): Resource | undefined {
  return view.resource(slackEntity(view.scope, 'app-approval', app.nativeId))
}

export function restrictionOf(app: Identity, view: View): Resource | undefined {
  return view.resource(slackEntity(view.scope, 'app-restriction', app.nativeId))
}

export interface Held {
  readonly scopes: readonly string[]
  readonly evidence: readonly Evidence[]
  /** What the log says; where that is not known, what was approved, which may be more than was ever given. */
  readonly by: 'log' | 'approval'
}

/** Scopes that it holds. */
export function heldBy(app: Identity, view: View): Held | Extract<Known<never>, object> | undefined {
  const { scopes } = slackAppFacts(app)
  if (isKnown(scopes))
    return {
      scopes,
      by: 'log',
      evidence: [{ source: logSource.source, detail: `app ${app.nativeId}, scope ${scopes.join(',') || 'none'}` }],
    }
  const approval = approvalOf(app, view)
  if (approval !== undefined) {
    const approved = [...new Set(decisionFacts(approval).scopes.map(({ name }) => name))].toSorted()
    const detail = `app ${app.nativeId}, scopes ${approved.join(',') || 'none'}`
    return { scopes: approved, by: 'approval', evidence: [{ source: approvalSource.source, detail }] }
  }
  return isUnknown(scopes) ? scopes : undefined
}

export interface ActsAs {
  /** Scopes of tokens of users. */
  readonly user: readonly string[]
  /** Every scope is known to be of a user's or a bot's token. */
  readonly whole: boolean
  readonly evidence: readonly Evidence[]
}

/** What it does in the name of people rather than in its own. */
export function actsAs(app: Identity, view: View): ActsAs {
  const { scopes, userScopes } = slackAppFacts(app)
  if (isKnown(userScopes))
    return {
      user: acting(userScopes),
      whole: true,
      evidence: [
        { source: 'apps.manifest.export', detail: `oauth_config.scopes.user ${userScopes.join(',') || 'none'}` },
      ],
    }
  const approval = approvalOf(app, view)
  const approved: readonly SlackScope[] = approval === undefined ? [] : decisionFacts(approval).scopes
  const logged = isKnown(scopes) ? scopes : []
  const byToken = approved.filter(({ token }) => token === 'user').map(({ name }) => name)
  const byName = logged.filter(isUserOnly)
  return {
    user: acting([...byToken, ...byName]),
    whole:
      approved.length > 0 &&
      approved.every(({ token }) => token !== null) &&
      isKnown(scopes) &&
      scopes.every((scope) => approved.some(({ name }) => name === scope)),
    evidence: [
      ...(approval === undefined
        ? []
        : [{ source: approvalSource.source, detail: `token_type user: ${byToken.join(',') || 'none'}` }]),
      ...(byName.length === 0
        ? []
        : [{ source: logSource.source, detail: `scope ${byName.join(',')}, which only users can give` }]),
    ],
  }
}

function acting(scopes: readonly string[]): readonly string[] {
  return [...new Set(scopes.filter((scope) => !isSignIn(scope)))].toSorted()
}
