/** Steps that several rules of Okta hand to the reader, and where their facts were read. */
import { oktaAppFacts, oktaTokenFacts } from '../../analysis/effective/okta-facts.ts'
import { holderOf } from '../../analysis/credentials.ts'
import type { View } from '../../inventory/view.ts'
import type { Credential, Evidence, Identity, Remediation } from '../../model/index.ts'
import { unknownBecause } from '../contract.ts'
import type { UnknownOutcome } from '../contract.ts'
import { word } from './shell.ts'

/** A call of the management API; the token is an administrator's. */
export function oktaCall(method: 'DELETE' | 'POST' | 'PUT', path: string): string {
  return `curl -X ${method} -H "Authorization: Bearer $TOKEN" "$OKTA_ORG_URL"${word(path)}`
}

export function revokeToken(token: Credential): Remediation {
  return {
    text: `Revoke the API token "${token.name}"; what still uses it fails and says so.`,
    command: oktaCall('DELETE', `/api/v1/api-tokens/${token.nativeId}`),
  }
}

export const replaceToken: Remediation = {
  text: 'Let what uses it sign in as an API service application instead: with a key of its own, few scopes and a role of its own, so that it is nobody’s account.',
}

/** Admin Console > Applications > the application. */
export function appPage(app: Identity, page: string): string {
  return `Admin Console > Applications > ${app.name} (${oktaAppFacts(app).appId}) > ${page}`
}

export function deactivateApp(app: Identity): Remediation {
  return {
    text: `Deactivate ${app.name}, and delete it when nobody has missed it.`,
    command: oktaCall('POST', `/api/v1/apps/${oktaAppFacts(app).appId}/lifecycle/deactivate`),
  }
}

/** `ben@acme.example`, or the id where the directory was not read. */
export function ownerName(token: Credential, view: View): string {
  return holderOf(token, view)?.name ?? oktaTokenFacts(token).userId
}

/** Whose owner is in no list: it was not read, or they were deleted, which no permission would tell. */
export function ownerUnseen(view: View): UnknownOutcome {
  const gap = view.gap('okta.people')
  if (gap === undefined) return unknownBecause('not-collected', [])
  return unknownBecause(gap.reason, [gap.permission ?? 'okta.users.read'])
}

export function tokenEvidence(token: Credential, detail: string): Evidence {
  return { source: 'GET /api/v1/api-tokens', detail: `token ${token.nativeId}, ${detail}` }
}
