import { servicePrincipalFacts } from '../../analysis/effective/entra-facts.ts'
import { holdingsOf, weighing, weightOf } from '../../analysis/effective/entra-holdings.ts'
import type { Holding } from '../../analysis/effective/entra-holdings.ts'
import { holdingWords } from '../../analysis/effective/entra-reach/index.ts'
import type { Identity, Remediation, Severity } from '../../model/index.ts'
import { valueOf } from '../../model/index.ts'
import { defineRule, fail, pass } from '../contract.ts'
import { disablePrincipal, removePermission, removeRoleAssignment } from '../shared/entra-commands.ts'
import { entraControls } from '../shared/entra-controls.ts'
import { holdingEvidence } from '../shared/entra-holdings.ts'
import { enumerated } from '../shared/lists.ts'

export const rule = defineRule({
  id: 'entra-foreign-app-high-permission',
  title: 'App of another organization may act over the whole tenant',
  severity: 'high',
  provider: 'azure',
  subject: 'identity',
  kinds: ['service-principal'],
  reads: [
    'azure.service-principals',
    'azure.app-role-assignments',
    'azure.directory-roles',
    'azure.role-assignments',
    'azure.role-definitions',
    'azure.groups',
  ],
  messages: {
    control: '{name}, an app of {owner}, is in control of the tenant or a subscription, by {holdings}.',
    takeover: '{name}, an app of {owner}, can take over what is in control, by {holdings}.',
    data: '{name}, an app of {owner}, reaches the data of everybody, by {holdings}.',
  },
  frameworks: entraControls('third-party', { 'owasp-nhi-2025': ['NHI3:2025', 'NHI5:2025'] }),
  remediation: (app) => [disablePrincipal(app)],
  check(app, { view }) {
    const { origin, ownerTenant, publisher, publisherVerified } = servicePrincipalFacts(app)
    if (origin !== 'foreign' || app.enabled === false) return undefined
    const holdings = holdingsOf(view, app.id)
    const weight = weightOf(holdings)
    if (weight !== 'control' && weight !== 'takeover' && weight !== 'data') return pass
    const found = weighing(holdings, weight)
    return fail(weight, {
      values: {
        name: app.name,
        owner: valueOf(publisher) ?? `the tenant ${valueOf(ownerTenant) ?? 'that owns it'}`,
        holdings: enumerated(found.map((holding) => holdingWords(view, holding)).toSorted()),
      },
      severity: severityOf(weight, publisherVerified === true),
      evidence: [
        {
          source: 'GET /servicePrincipals',
          detail: `${app.nativeId} appOwnerOrganizationId ${valueOf(ownerTenant) ?? 'not known'}`,
        },
        ...holdingEvidence(found),
      ],
      related: found.map(({ what }) => what.id),
      data: {
        weight,
        ownerTenant: valueOf(ownerTenant) ?? null,
        verified: publisherVerified === true,
        holdings: found.map(({ name }) => name).toSorted(),
      },
      remediation: mend(app, found),
    })
  },
})

/** A verified publisher is somebody; what it loses is lost all the same. */
function severityOf(weight: 'control' | 'takeover' | 'data', verified: boolean): Severity {
  if (weight === 'control') return 'critical'
  return weight === 'data' && verified ? 'medium' : 'high'
}

function mend(app: Identity, found: readonly Holding[]): readonly Remediation[] {
  return [
    { text: 'Ask the vendor which permissions it needs, and whether single sites and mailboxes would do.' },
    ...found.flatMap((holding): readonly Remediation[] => {
      if (holding.through !== undefined) return []
      if (holding.kind === 'app-role') return [removePermission(app, holding.grant)]
      return holding.kind === 'azure-role' && holding.grant.via !== undefined
        ? [removeRoleAssignment(holding.grant.via)]
        : []
    }),
    disablePrincipal(app),
  ]
}
