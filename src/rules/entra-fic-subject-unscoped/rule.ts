import { doorOf, doorWords, loosenessOf, trustIn } from '../../analysis/effective/entra-trust.ts'
import type { Looseness } from '../../analysis/effective/entra-trust.ts'
import type { Severity } from '../../model/index.ts'
import { isUnknown } from '../../model/index.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { entraControls } from '../shared/entra-controls.ts'
import { federatedEvidence, federatedPermission, narrowSubject } from '../shared/entra-federation.ts'
import { enumerated } from '../shared/lists.ts'

export const rule = defineRule({
  id: 'entra-fic-subject-unscoped',
  title: 'Federated credential takes more pipelines than are meant',
  severity: 'high',
  provider: 'azure',
  subject: 'credential',
  kinds: ['federated'],
  reads: ['azure.federated-credentials', 'azure.managed-identity-federation', 'azure.service-principals'],
  messages: {
    open: 'Federated credential {credential} lets tokens of {issuer} beyond one {tenant} sign in as {name}, by {subjects}.',
    whole: 'Federated credential {credential} lets all of the {tenant} sign in as {name}, by {subjects} of {issuer}.',
    unreviewed:
      'Federated credential {credential} lets {issuer} sign in as {name} whatever the branch or the occasion, by {subjects}.',
  },
  frameworks: entraControls('loose-trust', { 'owasp-nhi-2025': ['NHI4:2025', 'NHI6:2025'] }),
  remediation: (credential) => [narrowSubject(credential, 'repo:my-org/my-repo:environment:production')],
  check(credential, { view }) {
    const { facts, identity, name, open } = doorOf(credential, view)
    if (!open) return undefined
    const trust = trustIn(facts)
    if (isUnknown(trust)) return unknownBecause(trust.unknown, [federatedPermission(credential)])
    const loose = loosenessOf(trust)
    if (loose === undefined) return pass
    const { issuer } = trust
    const values = loose.values.length > 0 ? loose.values : [doorWords(facts)]
    return fail(loose.how, {
      values: {
        credential: facts.name,
        name,
        issuer: issuer.title,
        tenant: issuer.tenantWord,
        subjects: enumerated(values),
      },
      severity: severityOf(loose.how, issuer.shared),
      // Where the identity was not read, it may be switched off.
      ...(identity === undefined ? { confidence: 'possible' } : {}),
      evidence: federatedEvidence(credential),
      related: identity ? [identity.id] : [],
      data: { issuer: trust.url, breadth: loose.how, subjects: values },
      remediation: [narrowSubject(credential, issuer.code?.example ?? issuer.example)],
    })
  },
})

/** An issuer that serves everybody opens the door to everybody; one of one's own to one's own. */
function severityOf(how: Looseness, shared: boolean): Severity {
  if (how === 'open') return shared ? 'critical' : 'high'
  return how === 'whole' ? 'high' : 'medium'
}
