/** What the rules about doors from GitHub into a cloud share. */
import { adminEquivalence } from '../../analysis/effective/aws-escalation/index.ts'
import { standingOf } from '../../analysis/effective/aws-access/index.ts'
import { pathsIn } from '../../analysis/effective/aws-reach/entries.ts'
import { usualLimits } from '../../analysis/effective/aws-reach/reach.ts'
import type { Door, Opening } from '../../analysis/effective/github-doors.ts'
import type { View } from '../../inventory/view.ts'
import type { Evidence, FoundPath, Remediation, Severity } from '../../model/index.ts'
import type { UnknownOutcome } from '../contract.ts'
import { unknownBecause } from '../contract.ts'
import { changeTrust } from './aws-trust.ts'

/** Accounts of AWS in the store; without any there are no doors to judge. */
export function cloudAccounts(view: View): readonly string[] {
  return view.scopes().flatMap(({ provider, kind, id }) => (provider === 'aws' && kind === 'account' ? [id] : []))
}

/** Trust policies that could not be read may hold a door that nobody saw. */
export function unseenDoors(view: View): UnknownOutcome | undefined {
  const gap = cloudAccounts(view)
    .map((scope) => view.gap('aws.identities', scope))
    .find((found) => found !== undefined)
  return gap && unknownBecause(gap.reason, [gap.permission ?? 'iam:GetAccountAuthorizationDetails'])
}

export function openingId({ token }: Opening): string {
  return `oidc:${token.issuer}|${token.subject}`
}

/** The weightiest path from the opening to administration. */
export function pathThrough(view: View, opening: Opening): FoundPath | undefined {
  return pathsIn(view, openingId(opening), { entries: [opening.entry], missing: [] }, 'admin', usualLimits)[0]
}

export type Gain = 'admin' | 'sensitive' | 'ordinary'

/** What somebody holds who came in by the door: administration counts however many steps it takes from there. */
export function gainOf(view: View, { role, account }: Door, path: FoundPath | undefined): Gain {
  if (path !== undefined || adminEquivalence(role, account).tier === 'admin') return 'admin'
  return standingOf(role, account).tier === 'sensitive' ? 'sensitive' : 'ordinary'
}

export const severityOfGain: { readonly [G in Gain]: Severity } = {
  admin: 'high',
  sensitive: 'medium',
  ordinary: 'low',
}

export const gainWords: { readonly [G in Gain]: string } = {
  admin: 'administers the account, or gets there',
  sensitive: 'reads secrets or data of the account',
  ordinary: 'holds what its policies give',
}

export function doorEvidence(openings: readonly Opening[]): readonly Evidence[] {
  const places = openings.flatMap(({ entry, token }) =>
    entry.statements.map(({ holder, index, sid }) => ({
      source: 'iam:GetAccountAuthorizationDetails',
      detail: `${holder} > AssumeRolePolicyDocument > ${sid ?? `Statement[${index}]`} takes ${token.subject}`,
    })),
  )
  return [...new Map(places.map((place) => [place.detail, place])).values()].slice(0, 12)
}

export function closeDoor({ role }: Door, repository: string): readonly Remediation[] {
  return changeTrust(
    role.identity,
    `Demand a protected branch or an environment with reviewers of ${repository} in the subject; give pull requests a role of their own that can only read.`,
  )
}
