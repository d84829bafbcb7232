/** How errors of the way to a vendor are to be taken; what the vendor itself said is in RefusedError. */
import type { Failure } from '../../contract.ts'
import { RefusedError } from '../refused.ts'

const lostOnTheWay =
  /ECONNRESET|ECONNREFUSED|EPIPE|ETIMEDOUT|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR|socket hang up|fetch failed|terminated|other side closed|network_error/i

/** `classifyFor('Okta')` */
export function classifyFor(name: string): (error: unknown) => Failure {
  return (error) => {
    if (error instanceof RefusedError) return error.failure
    const message = error instanceof Error ? error.message : String(error)
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : undefined
    const code = cause !== undefined && 'code' in cause && typeof cause.code === 'string' ? cause.code : ''
    const said = `${message} ${code} ${cause?.message ?? ''}`
    if (/ENOTFOUND/.test(said))
      return { kind: 'failed', detail: `The host of ${name} does not exist; check the endpoint.` }
    if (/CERT|SELF_SIGNED|UNABLE_TO_VERIFY/i.test(code))
      return { kind: 'failed', detail: `The certificate of ${name} is not trusted here (${code}).` }
    if (lostOnTheWay.test(said))
      return { kind: 'transient', detail: `The connection to ${name} broke (${code || message.slice(0, 200)}).` }
    return { kind: 'failed', detail: message.replaceAll(/\s+/g, ' ').slice(0, 400) }
  }
}
