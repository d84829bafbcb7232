import { z } from 'zod'
import { whoseIssuer } from '../../analysis/effective/entra-issuers.ts'
import type { Whose } from '../../analysis/effective/entra-issuers.ts'
import { doorOf, doorWords, loosenessOf, trustIn } from '../../analysis/effective/entra-trust.ts'
import { isUnknown } from '../../model/index.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { entraControls } from '../shared/entra-controls.ts'
import { federatedEvidence, federatedPermission, removeFederated } from '../shared/entra-federation.ts'

export const rule = defineRule({
  id: 'entra-fic-untrusted-issuer',
  title: 'Federated credential trusts whom nobody here knows',
  severity: 'high',
  provider: 'azure',
  subject: 'credential',
  kinds: ['federated'],
  reads: ['azure.federated-credentials', 'azure.managed-identity-federation', 'azure.service-principals'],
  options: z.strictObject({
    trusted: z
      .array(z.string())
      .default([])
      .describe(
        'Issuers that are trusted, each followed, if need be, by a space and what its subjects begin with: "https://token.actions.githubusercontent.com repo:acme/".',
      ),
  }),
  messages: {
    another:
      'Federated credential {credential} lets {subject} of the {what} {who} sign in as {name}; it is none of yours.',
    listed:
      'Federated credential {credential} lets {subject} of {issuer} sign in as {name}, which is not among what is trusted there.',
    stranger:
      'Federated credential {credential} lets {subject} of {issuer} sign in as {name}, an issuer that nobody here knows.',
  },
  frameworks: entraControls('third-party', { 'mitre-attack-19.1': ['T1199', 'T1098.001', 'T1484.002'] }),
  remediation: (credential) => [
    { text: 'Ask who added it, and look at the sign-ins as this identity since then.' },
    removeFederated(credential, 'If nobody answers for it, take it away.'),
  ],
  check(credential, { view, options }) {
    const { facts, identity, name, open } = doorOf(credential, view)
    if (!open) return undefined
    const trust = trustIn(facts)
    if (isUnknown(trust)) return unknownBecause(trust.unknown, [federatedPermission(credential)])
    // Who gets in by a subject that is open to all is told by entra-fic-subject-unscoped.
    if (loosenessOf(trust)?.how === 'open') return undefined
    const whose = whoseIssuer(view, trust, facts, options.trusted)
    if (whose.kind === 'own') return pass
    // Of an issuer that serves everybody, with neither a list nor an organization in the store, there is nothing to ask.
    if (whose.kind === 'untold') return undefined
    const another = whose.kind === 'another' ? { what: whose.what, who: whose.who } : { what: '', who: '' }
    return fail(whose.kind, {
      values: { credential: facts.name, name, subject: doorWords(facts), issuer: facts.issuer, ...another },
      confidence: isSure(whose) && identity !== undefined ? 'proven' : 'possible',
      evidence: federatedEvidence(credential),
      related: identity ? [identity.id] : [],
      data: { issuer: trust.url, subject: doorWords(facts), whose: whose.kind },
    })
  },
})

/** An organization may be one's own without being in the store, and so may an issuer that nobody listed. */
function isSure(whose: Whose): boolean {
  return whose.kind === 'listed' || (whose.kind === 'another' && whose.what !== 'organization')
}
