/**
 * What reading the identities of one account may cost below the tier `deep`: twelve requests, one for each user with
 * access keys, one for each OIDC provider, and further pages. Questions that go to single users beyond that are asked
 * only while something is left of the twelve.
 */
import type { SessionFacts } from './session.ts'
import type { AwsContext } from './steps/place.ts'

const allowance = 12

/** Entities that one page of the authorization details holds. */
const onePage = 1000

/** True when the summary shows that all users, groups, roles and policies fit one page. */
export function fitsOnePage({ summary }: SessionFacts): boolean {
  if (summary === undefined) return false
  const counts = ['Users', 'Groups', 'Roles', 'Policies'].map((name) => summary[name] ?? 0)
  return counts.reduce((sum, count) => sum + count, 0) <= onePage
}

/** True when the summary was read and counts none: there is nothing to list. */
export function provenNone({ summary }: SessionFacts, count: string): boolean {
  return summary !== undefined && summary[count] === 0
}

/** True when every identity provider of the account is an OIDC provider that was listed. */
export function provenNoSaml(facts: SessionFacts): boolean {
  return facts.oidcProviders !== undefined && facts.summary?.['Providers'] === facts.oidcProviders
}

/** Requests that may still be made for what is good to have; read it when the steps that must ask have ended. */
export function callsLeft({ io, session: { facts } }: AwsContext): number {
  if (io.tier === 'deep') return Infinity
  return Math.max(0, allowance - planned(facts) - (facts.extraCalls ?? 0))
}

/** Notes requests that had to be made, and that not every account takes. */
export function countExtra(facts: SessionFacts, count = 1): void {
  facts.extraCalls = (facts.extraCalls ?? 0) + count
}

function planned(facts: SessionFacts): number {
  // Signing in, the summary, the report's two, service-specific credentials, delegation requests.
  const always = 6
  const chains = fitsOnePage(facts) ? 1 : 2
  const providers = provenNone(facts, 'Providers') ? 0 : provenNoSaml(facts) ? 1 : 2
  const certificates = provenNone(facts, 'ServerCertificates') ? 0 : 1
  const devices = facts.report !== undefined || provenNone(facts, 'MFADevices') ? 0 : 1
  return always + chains + providers + certificates + devices
}

/** Takes so many requests out of what is left; says so and takes none when there are not so many. */
export function takeCalls(context: AwsContext, count: number, what: string): boolean {
  if (count <= callsLeft(context)) {
    countExtra(context.session.facts, count)
    return true
  }
  const detail = `Left out to keep the tier ${context.io.tier} cheap: ${what}; --tier deep reads them.`
  context.gap({ reason: 'not-collected', detail })
  return false
}
