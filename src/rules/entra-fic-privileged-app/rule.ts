import { holdingsOf, weighing } from '../../analysis/effective/entra-holdings.ts'
import type { Holding } from '../../analysis/effective/entra-holdings.ts'
import { isAzureIssuer } from '../../analysis/effective/entra-issuers.ts'
import { holdingWords } from '../../analysis/effective/entra-reach/index.ts'
import { doorOf, doorWords, loosenessOf, trustIn } from '../../analysis/effective/entra-trust.ts'
import type { View } from '../../inventory/view.ts'
import type { Identity, Severity } from '../../model/index.ts'
import { isUnknown } from '../../model/index.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { entraControls } from '../shared/entra-controls.ts'
import { federatedEvidence, narrowSubject } from '../shared/entra-federation.ts'
import { holdingEvidence } from '../shared/entra-holdings.ts'
import { enumerated } from '../shared/lists.ts'

export const rule = defineRule({
  id: 'entra-fic-privileged-app',
  title: 'Tokens from outside administer the tenant or a subscription',
  severity: 'high',
  provider: 'azure',
  subject: 'credential',
  kinds: ['federated'],
  reads: [
    'azure.federated-credentials',
    'azure.managed-identity-federation',
    'azure.service-principals',
    'azure.agent-identities',
    'azure.applications',
    'azure.app-role-assignments',
    'azure.directory-roles',
    'azure.role-assignments',
    'azure.role-definitions',
    'azure.groups',
  ],
  messages: {
    control: '{subject} signs in as {name}, which is in control by {holdings}.',
    takeover: '{subject} signs in as {name}, which can take over what is in control, by {holdings}.',
  },
  frameworks: entraControls('over-privilege', {
    'owasp-nhi-2025': ['NHI5:2025', 'NHI6:2025'],
    'mitre-attack-19.1': ['T1078.004', 'T1484.002'],
  }),
  remediation: (credential) => [
    { text: 'Give each pipeline an identity with the roles that it needs, and no role of the directory.' },
    narrowSubject(credential, 'repo:my-org/my-repo:environment:production'),
  ],
  check(credential, { view }) {
    const { facts, identity, name, open } = doorOf(credential, view)
    if (!open) return undefined
    if (identity === undefined) {
      const gap = view.gap('azure.service-principals')
      return gap && unknownBecause(gap.reason, [gap.permission ?? 'Application.Read.All'])
    }
    const found = heaviest(identity, view)
    if (found === undefined) return pass
    const trust = trustIn(facts)
    const loose = !isUnknown(trust) && loosenessOf(trust) !== undefined
    return fail(found.weight, {
      values: {
        subject: `${doorWords(facts)} of ${facts.issuer}`,
        name,
        holdings: enumerated(found.holdings.map((holding) => holdingWords(view, holding)).toSorted()),
      },
      severity: severityOf(found.weight, loose, isAzureIssuer(facts.issuer)),
      evidence: [...federatedEvidence(credential), ...holdingEvidence(found.holdings)],
      related: [identity.id, ...found.holdings.map(({ what }) => what.id)],
      data: { weight: found.weight, holdings: found.holdings.map(({ name: held }) => held).toSorted(), loose },
    })
  },
})

interface Heaviest {
  readonly weight: 'control' | 'takeover'
  readonly holdings: readonly Holding[]
}

/** A blueprint signs in for its agents, so that what they hold counts. */
function heaviest(identity: Identity, view: View): Heaviest | undefined {
  const agents = view.edgesFrom(identity.id, 'delegates-to').map(({ to }) => to)
  const all = [identity.id, ...agents].flatMap((id) => holdingsOf(view, id))
  for (const weight of ['control', 'takeover'] as const) {
    const holdings = weighing(all, weight)
    if (holdings.length > 0) return { weight, holdings }
  }
  return undefined
}

/** A door that stands open makes it worse, and one that only Azure itself goes through less so. */
function severityOf(weight: 'control' | 'takeover', loose: boolean, inside: boolean): Severity {
  const ladder = ['low', 'medium', 'high', 'critical'] as const
  const step = (weight === 'control' ? 2 : 1) + (loose ? 1 : 0) - (inside ? 1 : 0)
  return ladder[step] ?? 'high'
}
