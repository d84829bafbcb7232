/** Whom Muster is signed in as, where its token says so. */
import type { KubernetesContext } from './place.ts'

/** `system:serviceaccount:…`; undefined: something else, or a token that nobody but the server can read. */
export async function ownAccount({ session, io }: KubernetesContext): Promise<string | undefined> {
  try {
    const { token } = await session.cluster.target.credentials.proof(io.signal)
    const claims: unknown = JSON.parse(Buffer.from(token?.split('.')[1] ?? '', 'base64url').toString('utf8'))
    const subject = typeof claims === 'object' && claims !== null && 'sub' in claims ? claims.sub : undefined
    return typeof subject === 'string' && subject.startsWith('system:serviceaccount:') ? subject : undefined
  } catch {
    return undefined
  }
}
