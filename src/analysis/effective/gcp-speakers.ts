/** Service accounts that another cloud takes tokens of, and whose identity tokens a principal gets. */
import type { View } from '../../inventory/view.ts'
import type { FoundPath, Identity } from '../../model/index.ts'
import { isKnown } from '../../model/index.ts'
import { awsDoorsFor } from './aws-web-doors.ts'
import { federatedDoors, takes } from './entra-federation.ts'
import { decideGcp } from './gcp-access.ts'
import { accountResource, serviceAccountFacts } from './gcp-facts.ts'
import { memberWords } from './gcp-reach/index.ts'
import { worldOf } from './gcp-world/index.ts'

export interface Speaker {
  readonly account: Identity
  readonly path: FoundPath
}

const issuer = 'accounts.google.com'
const permission = 'iam.serviceAccounts.getOpenIdToken'

/** Most organizations have no door for Google's tokens in another cloud, and none of their accounts is looked at. */
export function accountsSpeakingFor(view: View, member: string): readonly Speaker[] {
  if (view.edgesTo(`oidc:${issuer}`, 'trusts').length === 0) return []
  return accountsTaken(view).flatMap((account) => {
    const path = pathTo(view, member, account)
    return path === undefined ? [] : [{ account, path }]
  })
}

function accountsTaken(view: View): readonly Identity[] {
  return view.once('gcp accounts that may speak elsewhere', () =>
    view
      .scopes()
      .filter(({ provider }) => provider === 'gcp')
      .flatMap(({ id: scope }) => [...view.identities({ kind: 'service-account', scope })])
      .filter((account) => isTaken(view, account)),
  )
}

function isTaken(view: View, account: Identity): boolean {
  const { uniqueId: subject } = serviceAccountFacts(account)
  if (account.enabled === false || !isKnown<string>(subject)) return false
  if (awsDoorsFor(view, account).length > 0) return true
  return federatedDoors(view, issuer).some(({ facts }) => takes(facts, { issuer, subject, claims: {} }) !== 'no')
}

/** An identity token is what other clouds take; a token for Google's own APIs is not. */
function pathTo(view: View, member: string, account: Identity): FoundPath | undefined {
  const { email, projectId } = serviceAccountFacts(account)
  if (worldOf(view).account(email) === undefined) return undefined
  const resource = accountResource(email, projectId)
  const { verdict, statements, conditions, missing } = decideGcp(view, { principal: member, permission, resource })
  if (verdict === 'none' || verdict === 'denied') return undefined
  return {
    id: 'gcp-sa-get-id-token',
    verdict: verdict === 'allowed' ? 'proven' : verdict,
    target: account.nativeId,
    gain: 'admin',
    hops: [
      {
        from: member,
        to: account.nativeId,
        fromName: memberWords(member),
        toName: account.name,
        by: 'gcp-sa-get-id-token',
        actions: [permission],
        text: `${memberWords(member)} gets identity tokens of ${account.name}.`,
      },
    ],
    statements,
    conditions,
    missingFacts: missing,
    mend: `Take ${permission} over ${account.name} from ${memberWords(member)}.`,
  }
}
