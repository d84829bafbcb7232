/** Okta to the thin client: one vendor for each OAuth scope, because each has a token of its own. */
import { send } from '../shared/vendor/index.ts'
import type { Vendor } from '../shared/vendor/index.ts'
import { refusalFor } from './refusal.ts'
import type { SignIn } from './sign-in.ts'

export type Vendors = (scope: string) => Vendor

/**
 * Limits hold for a minute and differ by the plan; one application or token gets half of each. This is below half of the
 * smallest that were published, and the answers say when it was too much.
 * https://developer.okta.com/docs/reference/rl-global-mgmt/
 */
export const pace = { domain: 'management', perSecond: 4, burst: 40 } as const
export const logPace = { domain: 'logs', perSecond: 1, burst: 30 } as const

export function vendorFor(base: string, signIn: SignIn, by: 'application' | 'token'): Vendors {
  const refusal = refusalFor(by)
  return (scope) => ({
    name: 'Okta',
    base,
    // A domain of its own stands beside acme.okta.com: https://developer.okta.com/docs/guides/custom-url-domain/main/
    severalHosts: true,
    send,
    sign: (question, signal) => signIn(scope, question, signal),
    refusal,
    pace,
  })
}
