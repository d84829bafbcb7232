/**
 * Which identities of AWS and Microsoft come into Google Cloud by a pool, by the doors that open to them.
 * https://cloud.google.com/iam/docs/workload-identity-federation-with-other-clouds
 */
import type { View } from '../../inventory/view.ts'
import type { Identity } from '../../model/index.ts'
import { valueOf } from '../../model/index.ts'
import type { PoolProviderFacts } from '../../model/facts/gcp.ts'
import { plainIssuer } from './entra-federation.ts'
import { doorsThrough } from './gcp-federation.ts'
import type { OpenGcpDoor } from './gcp-federation.ts'
import type { Claims } from './gcp-pool-admission.ts'
import { poolMembers, poolProviders } from './gcp-pools.ts'

/** Doors that a role or user of AWS, an application or a managed identity of Microsoft gets through. */
export function gcpDoorsFor(view: View, identity: Identity): readonly OpenGcpDoor[] {
  if (identity.provider === 'aws') return doorsForAws(view, identity)
  return identity.provider === 'azure' ? doorsForEntra(view, identity) : []
}

const anySession = 'muster-any-session'

/**
 * The proof of AWS is whom GetCallerIdentity names. Whoever takes a role names the session, or the service does that runs
 * as it: a session that the provider or a policy asks for is one that has to be named so.
 */
function doorsForAws(view: View, { nativeId }: Identity): readonly OpenGcpDoor[] {
  const [, account, kind, path = ''] = /^arn:aws[\w-]*:iam::(\d{12}):(role|user)\/(.+)$/.exec(nativeId) ?? []
  if (account === undefined) return []
  const providers = poolProviders(view).filter((each) => each.kind === 'aws' && valueOf(each.awsAccount) === account)
  if (kind === 'user') return providers.flatMap((provider) => doorsThrough(view, provider, { arn: nativeId, account }))
  const prefix = `arn:aws:sts::${account}:assumed-role/${path.split('/').at(-1) ?? path}/`
  return providers.flatMap((provider) => {
    const as = (session: string): readonly OpenGcpDoor[] =>
      doorsThrough(view, provider, { arn: `${prefix}${session}`, account })
    const open = as(anySession)
    const members = new Set(open.map(({ door }) => door.member))
    const further = sessionsNamed(view, provider, prefix).flatMap((session) =>
      as(session)
        .filter(({ door }) => !members.has(door.member))
        .map((each) => ({
          ...each,
          taken: 'unclear' as const,
          conditions: [`The session of the role is named ${session}`, ...each.conditions],
        })),
    )
    return [...open, ...further]
  })
}

function sessionsNamed(view: View, provider: PoolProviderFacts, prefix: string): readonly string[] {
  const subjects = [...poolMembers(view, provider.poolName).bySubject.keys()].filter((each) => each.startsWith(prefix))
  const condition = valueOf(provider.attributeCondition) ?? ''
  const parts = condition
    .split(prefix)
    .slice(1)
    .map((rest) => /^[\w+=,.@-]*/.exec(rest)?.[0] ?? '')
  const named = [...subjects.map((each) => each.slice(prefix.length)), ...parts]
  return [...new Set(named)].filter((each) => each !== '')
}

/** https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference */
const entra = /^(?:sts\.windows\.net|login\.microsoftonline\.com)\/([0-9a-f-]{36})(?:\/v2\.0)?$/i

/**
 * The token is for an application of the tenant, which the provider has to name among its audiences: what it takes where
 * it names none is no audience that Entra ID makes tokens for.
 */
function doorsForEntra(view: View, { scope, facts }: Identity): readonly OpenGcpDoor[] {
  const { objectId, appId } = facts
  const tenant = view
    .scopes()
    .find(({ id }) => id === scope)
    ?.nativeId.toLowerCase()
  if (typeof objectId !== 'string' || tenant === undefined) return []
  return poolProviders(view).flatMap((provider) => {
    const issuer = plainIssuer(valueOf(provider.issuer) ?? '')
    const [audience] = provider.audiences
    if (provider.kind !== 'oidc' || audience === undefined || entra.exec(issuer)?.[1]?.toLowerCase() !== tenant)
      return []
    const claims: Claims = {
      iss: valueOf(provider.issuer) ?? '',
      aud: audience,
      sub: objectId,
      oid: objectId,
      tid: tenant,
      ...(typeof appId === 'string' ? { [issuer.endsWith('/v2.0') ? 'azp' : 'appid']: appId } : {}),
    }
    return doorsThrough(view, provider, claims)
  })
}
