/** What the rules about federation at vendors of models have in common. */
import type { OidcTrust } from '../../analysis/effective/aws-oidc.ts'
import type { Loose, Looseness } from '../../analysis/effective/entra-trust.ts'
import type { Severity } from '../../model/index.ts'
import { enumerated } from './lists.ts'

/** An issuer that serves everybody opens the door to everybody; one of one's own to one's own. */
export function severityOfDoor({ how }: Loose, { issuer }: OidcTrust): Severity {
  if (how === 'open') return issuer.shared ? 'critical' : 'high'
  return how === 'whole' ? 'high' : 'medium'
}

export function doorValues(loose: Loose, { issuer }: OidcTrust) {
  return {
    issuer: issuer.title,
    tenant: issuer.tenantWord,
    subjects: loose.values.length > 0 ? enumerated(loose.values) : 'nothing',
  }
}

export const doorMessages = {
  open: 'Rule {rule} lets tokens of {issuer} beyond one {tenant} become {account}: it asks for {subjects}.',
  whole: 'Rule {rule} lets all of the {tenant} become {account}: it asks {issuer} for {subjects}.',
  unreviewed: 'Rule {rule} lets {issuer} become {account} whatever the branch or the occasion: it asks for {subjects}.',
} as const satisfies { readonly [How in Looseness]: string }
