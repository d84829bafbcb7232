/** What a token says of the sign-in. It is not checked: the other side does that, and only then is anything told. */
import { z } from 'zod'

const Claims = z.object({
  tid: z.string().optional(),
  oid: z.string().optional(),
  appid: z.string().optional(),
  azp: z.string().optional(),
  /** Application permissions, of an application's token. */
  roles: z.array(z.string()).optional(),
  /** Delegated permissions, of a person's. */
  scp: z.string().optional(),
})

export interface TokenClaims {
  readonly tenant?: string | undefined
  readonly objectId?: string | undefined
  readonly appId?: string | undefined
  /** Undefined: the token does not say, so that nothing follows from a name that is missing. */
  readonly permissions?: readonly string[] | undefined
  /** A person signed in, whose own rights bound what is seen. */
  readonly delegated: boolean
}

export function claimsIn(token: string): TokenClaims {
  const [, payload = ''] = token.split('.')
  const read = Claims.safeParse(decoded(payload))
  if (!read.success) return { delegated: false }
  const { tid, oid, appid, azp, roles, scp } = read.data
  return {
    tenant: tid,
    objectId: oid,
    appId: appid ?? azp,
    permissions: scp === undefined ? (roles ?? []) : scp.split(' '),
    delegated: scp !== undefined,
  }
}

function decoded(payload: string): unknown {
  try {
    return JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'))
  } catch {
    return undefined
  }
}
