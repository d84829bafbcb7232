/** Facts of what the Slack connector writes, by type and kind. */
import type { Instant } from '../inventory.ts'
import type { Known } from '../known.ts'

/**
 * identity `slack-app`: an app that is installed in the workspace; `nativeId` is its app id, the same everywhere. Slack
 * keeps no list of what is installed: the log of integrations is replayed, and bot users tell of what is older than it.
 */
export type SlackAppFacts = {
  readonly appId: string
  /** What it was let in with, of bot and of user tokens alike: the log does not tell them apart. Sorted. */
  readonly scopes: Known<readonly string[]>
  /** Since when it is here without a break. */
  readonly installedAt: Known<Instant>
  /** Ids of the users who let it in and have not taken that back, the first one first; empty: the log names nobody. */
  readonly installers: Known<readonly string[]>
  /** Of whatever the log last says of it. */
  readonly lastChangeAt: Known<Instant>
  /** `added`, `expanded`, `updated`, `enabled`, `disabled` */
  readonly lastChange: Known<string>
  /** null: it still has what it began with. */
  readonly expandedAt: Known<Instant>
  /** Why it is off: `user`, `rate_limits`, `errors`, …; null: it is on. */
  readonly disabledFor: Known<string>
  /** Id of the user that it speaks as; null: it has none. */
  readonly botUserId: Known<string>
  readonly botUpdatedAt: Known<Instant>
  /** Its bot user is deactivated, which is what Slack does when it removes an app. */
  readonly botDeleted: Known<boolean>
  /** Made by this organization itself. */
  readonly internal: Known<boolean>
  /** The last time that its bot did something that audit logs tell of; null: nothing since `auditSince`. */
  readonly actedAt: Known<Instant>
  /** The last time that audit logs tell of a change of it. */
  readonly auditedAt: Known<Instant>
  readonly auditSince: Known<Instant>
  /** Of its manifest; null: it was asked for, and is shown to somebody else. */
  readonly tokenRotation: Known<boolean>
  readonly botScopes: Known<readonly string[]>
  readonly userScopes: Known<readonly string[]>
  /** Muster itself signs in with it. */
  readonly scanner?: true
}

/**
 * identity `legacy-integration`: one of the kind that came before apps: an incoming or outgoing webhook, a slash command,
 * a bot, a service that Slack built in; `nativeId` is its service id.
 */
export type LegacyIntegrationFacts = {
  readonly serviceId: string
  /** As Slack calls it: `Incoming WebHooks`, `Airbrake` */
  readonly serviceType: string
  readonly legacyKind: 'incoming-webhook' | 'outgoing-webhook' | 'slash-command' | 'bot' | 'service'
  readonly addedAt: Known<Instant>
  readonly installers: Known<readonly string[]>
  /** Id of the channel that it was made for. */
  readonly channel: Known<string>
  readonly lastChangeAt: Known<Instant>
  readonly disabledFor: Known<string>
}

/** identity `bot-user`: a bot that names no app: of a workflow, of a connector, or of a legacy integration; `nativeId` is its user id. */
export type SlackBotFacts = {
  readonly userId: string
  readonly workflow: boolean
  readonly updatedAt: Known<Instant>
}

/**
 * identity `user`: a person, as far as they let something in or Muster signs in as them; `nativeId` is the user id. The
 * address is kept, names are not.
 */
export type SlackUserFacts = {
  readonly userId: string
  readonly email: Known<string>
  /** Somebody deactivated the account. */
  readonly deleted: Known<boolean>
  /** Of the account, whatever it was; of one that is deactivated, hardly ever later than that. */
  readonly updatedAt: Known<Instant>
  readonly guest: Known<boolean>
  /** Administers or owns the workspace. */
  readonly admin: Known<boolean>
}

export type SlackScope = {
  readonly name: string
  /** Slack's own word. */
  readonly sensitive: boolean
  /** `bot`, `user`, or another kind that Slack may think of; null: it does not say. */
  readonly token: string | null
}

/** Where somebody decided: for the whole organization or for one workspace. */
export type SlackLevel = 'organization' | 'workspace'

/** resource `app-approval` or `app-restriction`: what was decided about an app; `nativeId` is the app id. */
export type SlackDecisionFacts = {
  readonly appId: string
  readonly levels: readonly SlackLevel[]
  readonly scopes: readonly SlackScope[]
  readonly internal: Known<boolean>
  /** Slack looked at it before it listed it in its directory. */
  readonly listed: Known<boolean>
  /** Id of the user or app that decided. */
  readonly decidedBy: Known<string>
  readonly decidedAt: Known<Instant>
}

/** resource `app-request`: somebody waits for an answer; `nativeId` is the request's id. What they wrote is dropped. */
export type SlackRequestFacts = {
  readonly appId: string
  readonly scopes: readonly SlackScope[]
  readonly requestedBy: Known<string>
  readonly requestedAt: Known<Instant>
}

/** resource `removed-app`: what was here once; `nativeId` is the app id. */
export type SlackRemovedFacts = {
  readonly appId: string
  readonly removedAt: Instant
  /** Id of the user. */
  readonly removedBy: Known<string>
}

/** credential `token`: Muster's own; of others Slack tells nobody. `nativeId` is who it speaks as, and of which app. Edge `authenticates` to the user or the app. */
export type SlackTokenFacts = {
  readonly tokenOf: 'user' | 'bot' | 'organization'
  readonly scopes: Known<readonly string[]>
  readonly scanner: true
}

/** resource `workspace`: one a scope; `nativeId` is the team id. */
export type SlackWorkspaceFacts = {
  readonly teamId: string
  /** null: it belongs to no organization, which is what Slack calls Enterprise. */
  readonly enterpriseId: Known<string>
}
