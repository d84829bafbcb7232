/** How errors of GitHub and of the way to it are to be taken. */
import type { Failure } from '../contract.ts'
import { RefusedError } from '../shared/refused.ts'

const lostOnTheWay =
  /ECONNRESET|ECONNREFUSED|EPIPE|ETIMEDOUT|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR|socket hang up|fetch failed|terminated|other side closed/i

export function classify(error: unknown): Failure {
  if (error instanceof RefusedError) return error.failure
  const message = error instanceof Error ? error.message : String(error)
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : undefined
  const code = cause !== undefined && 'code' in cause && typeof cause.code === 'string' ? cause.code : ''
  const said = `${message} ${code} ${cause?.message ?? ''}`
  if (/ENOTFOUND/.test(said))
    return { kind: 'failed', detail: 'The host of the GitHub API does not exist; check the endpoint.' }
  if (/CERT|SELF_SIGNED|UNABLE_TO_VERIFY/i.test(said))
    return { kind: 'failed', detail: `The certificate of the GitHub API is not trusted here (${code || message}).` }
  if (lostOnTheWay.test(said))
    return { kind: 'transient', detail: `The connection to GitHub broke (${code || message}).` }
  return { kind: 'failed', detail: message.slice(0, 400) }
}
