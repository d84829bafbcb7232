/** Who stands outside an identity's door, and what that makes of what it reaches. */
import type { Severity } from '../model/index.ts'

/** From the widest: anybody · outsiders that somebody chose · a static secret · what the internet talks to · insiders. */
export const exposures = ['open', 'external', 'static', 'internet', 'internal'] as const
export type Exposure = (typeof exposures)[number]

/** What it gains: all of the account at once, in one step, in several; or its secrets and data, or what was marked. */
export const reaches = ['admin', 'one-step', 'several-steps', 'crown-jewel', 'sensitive'] as const
export type ReachLevel = (typeof reaches)[number]

/** The table of docs/guide/aws-access.md. */
const severityOf: { readonly [R in ReachLevel]: { readonly [E in Exposure]: Severity } } = {
  admin: { open: 'critical', external: 'critical', static: 'critical', internet: 'critical', internal: 'high' },
  'one-step': { open: 'critical', external: 'high', static: 'high', internet: 'high', internal: 'high' },
  'several-steps': { open: 'critical', external: 'high', static: 'high', internet: 'high', internal: 'high' },
  'crown-jewel': { open: 'critical', external: 'high', static: 'high', internet: 'high', internal: 'high' },
  sensitive: { open: 'high', external: 'high', static: 'high', internet: 'medium', internal: 'medium' },
}

export function severityFor(reach: ReachLevel, exposure: Exposure): Severity {
  return severityOf[reach][exposure]
}

export function widest(found: readonly Exposure[]): Exposure {
  return exposures.find((each) => found.includes(each)) ?? 'internal'
}
