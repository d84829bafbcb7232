/** The facts of an entity of Okta by its kind, typed: the one place that says which shape belongs to which kind. */
import type {
  OktaAgentFacts,
  OktaApiServiceFacts,
  OktaAppFacts,
  OktaConnectionFacts,
  OktaHookFacts,
  OktaKeyFacts,
  OktaRoleFacts,
  OktaScopeFacts,
  OktaSecretFacts,
  OktaSwaAppFacts,
  OktaTokenFacts,
  OktaUserFacts,
} from '../../model/facts/okta.ts'
import type { Credential, Identity, Resource, Scope } from '../../model/index.ts'
import { entityId } from '../../model/index.ts'

export const oktaUserFacts = (user: Identity): OktaUserFacts => user.facts as unknown as OktaUserFacts
/** Of an identity of kind `service-app` or `oauth-app`. */
export const oktaAppFacts = (app: Identity): OktaAppFacts => app.facts as unknown as OktaAppFacts
export const oktaServiceFacts = (service: Identity): OktaApiServiceFacts =>
  service.facts as unknown as OktaApiServiceFacts
export const oktaAgentFacts = (agent: Identity): OktaAgentFacts => agent.facts as unknown as OktaAgentFacts
export const oktaSwaFacts = (app: Resource): OktaSwaAppFacts => app.facts as unknown as OktaSwaAppFacts
export const oktaScopeFacts = (scope: Resource): OktaScopeFacts => scope.facts as unknown as OktaScopeFacts
export const oktaRoleFacts = (role: Resource): OktaRoleFacts => role.facts as unknown as OktaRoleFacts
/** Of a resource of kind `event-hook` or `inline-hook`. */
export const oktaHookFacts = (hook: Resource): OktaHookFacts => hook.facts as unknown as OktaHookFacts
export const oktaConnectionFacts = (connection: Resource): OktaConnectionFacts =>
  connection.facts as unknown as OktaConnectionFacts
export const oktaTokenFacts = (token: Credential): OktaTokenFacts => token.facts as unknown as OktaTokenFacts
/** Of a credential of kind `client-secret` or `certificate`. */
export const oktaSecretFacts = (secret: Credential): OktaSecretFacts | OktaKeyFacts =>
  secret.facts as unknown as OktaSecretFacts | OktaKeyFacts

export function oktaEntity({ nativeId }: Pick<Scope, 'nativeId'>, kind: string, native: string): string {
  return entityId('okta', nativeId, kind, native)
}
