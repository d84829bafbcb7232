/** What an error of Google’s library for signing in means, and what to do about it. */
import { ConfigError } from '../../errors.ts'
import { RefusedError } from '../refused.ts'
import type { SignInWish } from './credentials.ts'

export const hint =
  'Sign in with gcloud auth application-default login, or name a credentials file under auth; muster permissions prints what it needs.'

/** ConfigError where there is nothing to sign in with, else what `classify` hands on. */
export function explained(error: unknown, { connector, impersonate, subject }: SignInWish): unknown {
  if (!(error instanceof Error) || error instanceof ConfigError) return error
  const message = `${error.message} ${refusalIn(error)}`
  if (/could not load the default credentials|unable to detect a project id/i.test(message))
    return new ConfigError('There is no sign-in for Google.', hint)
  if (/PEM|private key|DECODER|asn1|unsupported/i.test(message))
    return new ConfigError(`The key that connectors.${connector}.auth names cannot be read.`, hint)
  if (/unauthorized_client/.test(message))
    return new RefusedError({
      kind: 'denied',
      detail: `Google does not let the service account speak for ${subject ?? 'a user'}: the scopes are not delegated to it.`,
    })
  if (/PERMISSION_DENIED/.test(message))
    return new RefusedError({
      kind: 'denied',
      detail: `Google does not let the sign-in act as ${impersonate ?? 'the service account'}.`,
      permission: subject === undefined ? 'iam.serviceAccounts.getAccessToken' : 'iam.serviceAccounts.signJwt',
    })
  if (/invalid_grant/.test(message))
    return new RefusedError({
      kind: 'failed',
      detail:
        'Google refuses the sign-in (invalid_grant): the credentials are expired, revoked, or of another account.',
    })
  return error
}

/** What a token service says of why: `{ error: "unauthorized_client" }`, or an error as Google's APIs write it. */
function refusalIn(error: Error): string {
  const response: unknown = Reflect.get(error, 'response')
  const data: unknown = typeof response === 'object' && response !== null ? Reflect.get(response, 'data') : undefined
  if (typeof data === 'string') return data.slice(0, 400)
  const said: unknown = typeof data === 'object' && data !== null ? Reflect.get(data, 'error') : undefined
  if (typeof said === 'string') return said
  const status: unknown = typeof said === 'object' && said !== null ? Reflect.get(said, 'status') : undefined
  return typeof status === 'string' ? status : ''
}
