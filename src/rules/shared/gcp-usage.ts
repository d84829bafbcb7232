/** What Google does not see of the use of an account, and what has to be read to know of it. */
import { credentialsOf } from '../../analysis/credentials.ts'
import { isLive } from '../../analysis/effective/gcp-credentials.ts'
import { delegationOf } from '../../analysis/effective/gcp-delegation.ts'
import type { View } from '../../inventory/view.ts'
import type { Confidence, Credential, Identity, Instant } from '../../model/index.ts'
import type { UnknownOutcome } from '../contract.ts'
import { unknownBecause } from '../contract.ts'

/** Of the account, of its key: what reads their use. */
export const accountActivity = 'policyanalyzer.serviceAccountLastAuthenticationActivities.query'
export const keyActivity = 'policyanalyzer.serviceAccountKeyLastAuthenticationActivities.query'

/**
 * Use by API keys that are bound to the account, by HMAC keys and by delegation to Workspace is written down nowhere that
 * can be asked, so that an account with any of these may be in use.
 * https://docs.cloud.google.com/policy-intelligence/docs/service-account-usage-tools
 */
export function unseenUse(account: Identity, view: View, now: Instant): UnknownOutcome | undefined {
  const silent = credentialsOf(account, view).find(
    (credential) => isSilent(credential) && isLive(credential, view, now) !== false,
  )
  if (silent !== undefined) return unknownBecause('unsupported', [`use of ${silent.name}`])
  const gap = ['gcp.api-keys', 'gcp.hmac-keys'].map((facet) => view.gap(facet)).find((found) => found !== undefined)
  if (gap) return unknownBecause(gap.reason, gap.permission === undefined ? [] : [gap.permission])
  return delegatedUse(account, view)
}

/** Of a key: by delegation it signs in to Workspace, and to nothing that Google Cloud watches. */
export function delegatedUse(account: Identity, view: View): UnknownOutcome | undefined {
  return delegationOf(account, view)?.state === 'given'
    ? unknownBecause('unsupported', ['use by delegation'])
    : undefined
}

/** Where no Workspace was read, somebody may use it by delegation unseen. */
export function sureOfDelegation(account: Identity, view: View): Confidence {
  return delegationOf(account, view)?.state === 'untold' ? 'possible' : 'proven'
}

function isSilent({ kind, facts }: Credential): boolean {
  return kind === 'api-key' || facts['form'] === 'hmac'
}
