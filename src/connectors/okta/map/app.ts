/** Applications: those that speak OpenID Connect act; those that Okta signs users in to with a password are only looked at for whose it is. */
import type { OktaAppFacts, OktaNetwork, OktaSwaAppFacts } from '../../../model/facts/okta.ts'
import { classWith } from '../../shared/ai-facets.ts'
import { aiOfName } from '../ai.ts'
import { idOf, instantOf, onBy, placeOf, told, untold } from '../place.ts'
import type { OktaContext } from '../place.ts'
import type { AppAnswer } from '../routes/apps.ts'
import type { AppRow } from '../session.ts'

const off = ['INACTIVE', 'DELETED']

/** By these Okta vouches for whoever signs in, or only shows an address: nobody shares anything. */
const withoutPassword = new Set(['BOOKMARK', 'OPENID_CONNECT', 'SAML_1_1', 'SAML_2_0', 'WS_FEDERATION'])

/** Emits it, and gives back what further steps ask about; undefined: it is none that acts. */
export function emitApp(context: OktaContext, answer: AppAnswer): AppRow | undefined {
  const client = answer.credentials?.oauthClient
  if (client != null) return emitOauthApp(context, answer, client)
  const { id, signOnMode } = answer
  if (signOnMode === 'OPENID_CONNECT')
    context.gap({
      reason: 'failed',
      detail: `Application ${id} speaks OpenID Connect, and Okta names no client of it.`,
    })
  // One that is not known here may be shared as well as not: the rule says so.
  if (signOnMode != null && !withoutPassword.has(signOnMode)) emitSwaApp(context, answer, signOnMode)
  return undefined
}

type Client = NonNullable<NonNullable<AppAnswer['credentials']>['oauthClient']>

function emitOauthApp(context: OktaContext, answer: AppAnswer, client: Client): AppRow {
  const settings = answer.settings?.oauthClient
  const kind = signsInAsItself(answer) ? 'service-app' : 'oauth-app'
  const name = answer.label ?? answer.name
  const ai = aiOfName(name)
  const facts: OktaAppFacts = {
    appId: answer.id,
    clientId: client.client_id,
    catalogName: answer.name,
    applicationType: told(settings?.application_type),
    grantTypes: told(settings?.grant_types?.toSorted()),
    authMethod: told(client.token_endpoint_auth_method),
    boundTokens: told(settings?.dpop_bound_access_tokens),
    keysAt: settings?.jwks_uri == null || settings.jwks_uri === '' ? null : originOf(settings.jwks_uri),
    network: networkOf(settings?.network),
    ...(context.session.clientId === client.client_id ? { scanner: true } : {}),
  }
  context.emit({
    type: 'identity',
    id: idOf(context, kind, answer.id),
    ...placeOf(context),
    ...untold,
    kind,
    nativeId: client.client_id,
    name,
    createdAt: instantOf(answer.created),
    enabled: onBy(answer.status, off),
    class: classWith(ai, 'machine'),
    ...(ai === undefined ? {} : { ai }),
    facts,
  })
  return {
    appId: answer.id,
    clientId: client.client_id,
    kind,
    name,
    authMethod: facts.authMethod,
    keepsKeys: facts.keysAt === null,
    active: onBy(answer.status, off) !== false,
  }
}

function signsInAsItself({ settings }: AppAnswer): boolean {
  const client = settings?.oauthClient
  return client?.application_type === 'service' || client?.grant_types?.includes('client_credentials') === true
}

function emitSwaApp(context: OktaContext, answer: AppAnswer, signOnMode: string): void {
  const facts: OktaSwaAppFacts = {
    appId: answer.id,
    signOnMode,
    scheme: told(answer.credentials?.scheme),
    active: onBy(answer.status, off) !== false,
  }
  context.emit({
    type: 'resource',
    id: idOf(context, 'swa-app', answer.id),
    ...placeOf(context),
    kind: 'swa-app',
    nativeId: answer.id,
    name: answer.label ?? answer.name,
    facts,
  })
}

export function networkOf(
  network:
    | {
        readonly connection: string
        readonly include?: readonly string[] | null | undefined
        readonly exclude?: readonly string[] | null | undefined
      }
    | null
    | undefined,
): OktaAppFacts['network'] {
  if (network == null) return told<OktaNetwork>(undefined)
  const { connection, include, exclude } = network
  return { connection, include: (include ?? []).toSorted(), exclude: (exclude ?? []).toSorted() }
}

export function originOf(address: string): string {
  return URL.canParse(address) ? new URL(address).origin : 'an address that cannot be read'
}
