import { holderOf } from '../../analysis/credentials.ts'
import { bearerOf, isLive } from '../../analysis/effective/entra-credentials.ts'
import { entraSecretFacts, servicePrincipalFacts } from '../../analysis/effective/entra-facts.ts'
import type { EntraOrigin } from '../../model/facts/entra.ts'
import { dayOf } from '../../analysis/time.ts'
import type { Credential, Severity } from '../../model/index.ts'
import { isUnknown, valueOf } from '../../model/index.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { entraControls } from '../shared/entra-controls.ts'
import { isPrivileged, weightIn } from '../shared/entra-holdings.ts'
import { removeSecret, secretEvidence, secretPermission, secretRelated, secretValues } from '../shared/entra-secrets.ts'
import { at } from '../shared/evidence.ts'

export const rule = defineRule({
  id: 'entra-sp-direct-credential',
  title: 'Secret or certificate stands on a service principal itself',
  severity: 'high',
  provider: 'azure',
  subject: 'credential',
  kinds: ['client-secret', 'certificate'],
  reads: ['azure.applications', 'azure.service-principals'],
  messages: {
    own: '{secret} stands on the service principal {app} itself, where its registration does not show it.',
    foreign: '{secret} stands on {app}, an app of another organization: whoever holds it signs in here as that app.',
    microsoft: '{secret} stands on {app}, an app of Microsoft: whoever holds it signs in here as Microsoft.',
  },
  frameworks: entraControls('secret-leakage', { 'mitre-attack-19.1': ['T1098.001'] }),
  remediation: (credential) => mend(credential, 'it'),
  check(credential, { view, now }) {
    if (entraSecretFacts(credential).on === 'application') return pass
    const live = isLive(credential, view, now)
    if (isUnknown(live)) return unknownBecause(live.unknown, [secretPermission])
    const principal = bearerOf(credential, view)
    // What is over is clutter: entra-app-secret-expired-present.
    if (!live || principal === undefined || !('enabled' in principal)) return undefined
    const { origin } = servicePrincipalFacts(principal)
    const holder = holderOf(credential, view)?.id ?? principal.id
    const privileged = isPrivileged(weightIn(view, holder))
    const made = valueOf(credential.createdAt)
    return fail(messageOf(origin), {
      values: secretValues(credential, view),
      severity: severityOf(origin, privileged),
      evidence: secretEvidence(
        credential,
        `startDateTime ${at(credential.createdAt)}, endDateTime ${at(credential.expiresAt)}`,
      ),
      related: secretRelated(credential, view),
      data: { origin, privileged, madeOn: made === undefined ? null : dayOf(made) },
      remediation: mend(credential, principal.name),
    })
  },
})

function messageOf(origin: EntraOrigin): 'own' | 'foreign' | 'microsoft' {
  return origin === 'foreign' || origin === 'microsoft' ? origin : 'own'
}

/** What is older than registrations has nowhere else to keep a secret. */
function severityOf(origin: EntraOrigin, privileged: boolean): Severity {
  if (origin === 'microsoft' || privileged) return 'critical'
  return origin === 'none' ? 'medium' : 'high'
}

function mend(credential: Credential, name: string) {
  return [
    {
      text: `Find out who put it there and when: the audit log keeps "Add service principal credentials" for ${name} as long as the licence allows, 7 or 30 days. If nobody knows of it, treat it as an intrusion.`,
    },
    {
      text: 'Where a workload needs it, give that an application of its own, and keep the secret on its registration.',
    },
    removeSecret(credential, 'Take it away.'),
  ]
}
