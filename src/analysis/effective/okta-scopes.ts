/** Scopes of the management API that were granted, and what they come to. */
import type { View } from '../../inventory/view.ts'
import { oktaScopeFacts } from './okta-facts.ts'

/** By the id of whoever was granted them, sorted. */
export function scopesOf(holder: string, view: View): readonly string[] {
  return view
    .edgesFrom(holder, 'grants')
    .map(({ to }) => view.resource(to))
    .filter((resource) => resource?.kind === 'api-scope')
    .flatMap((resource) => (resource === undefined ? [] : oktaScopeFacts(resource).scope))
    .toSorted()
}

export function changes(scope: string): boolean {
  return /^okta\..+\.(?:manage|register)$/.test(scope)
}

/** What each of them is enough for: https://developer.okta.com/docs/api/oauth2/ */
const takeover: { readonly [scope: string]: string } = {
  'okta.apiTokens.manage': 'changes from where API tokens may be used',
  'okta.appGrants.manage': 'grants scopes to applications',
  'okta.apps.manage': 'changes what applications trust, and signs in to them as anybody',
  'okta.authenticators.manage': 'changes what proves who somebody is',
  'okta.authorizationServers.manage': 'writes into tokens of other services',
  'okta.clients.manage': 'adds keys to applications',
  'okta.clients.register': 'registers applications',
  'okta.groups.manage': 'puts accounts into groups that hold roles',
  'okta.idps.manage': 'lets another identity provider vouch for anybody',
  'okta.inlineHooks.manage': 'writes into tokens by a hook',
  'okta.oauthIntegrations.manage': 'installs integrations',
  'okta.policies.manage': 'takes away second factors',
  'okta.roles.manage': 'gives roles of administrators',
  'okta.users.manage': 'sets passwords and second factors',
}

/** In words, what the scope is enough for; undefined: not for control over accounts. */
export function takeoverBy(scope: string): string | undefined {
  return takeover[scope]
}
