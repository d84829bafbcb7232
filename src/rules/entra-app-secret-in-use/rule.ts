import { isLive } from '../../analysis/effective/entra-credentials.ts'
import { federatedFacts } from '../../analysis/effective/entra-facts.ts'
import { idleFor } from '../../analysis/effective/entra-usage.ts'
import { dayOf } from '../../analysis/time.ts'
import { isKnown, isUnknown } from '../../model/index.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { entraControls } from '../shared/entra-controls.ts'
import { isPrivileged, weightIn } from '../shared/entra-holdings.ts'
import {
  removeSecret,
  secretEvidence,
  secretPermission,
  secretRelated,
  secretValues,
  withoutSecret,
} from '../shared/entra-secrets.ts'
import { at } from '../shared/evidence.ts'

export const rule = defineRule({
  id: 'entra-app-secret-in-use',
  title: 'Application signs in with a client secret',
  severity: 'low',
  provider: 'azure',
  subject: 'credential',
  kinds: ['client-secret', 'certificate', 'federated'],
  reads: ['azure.applications', 'azure.service-principals', 'azure.federated-credentials'],
  messages: { secret: '{app} can be signed in to with the client secret "{name}".' },
  frameworks: entraControls('long-lived-secret', { 'owasp-nhi-2025': ['NHI4:2025'] }),
  remediation: (secret) => [
    ...withoutSecret(secret),
    {
      text: 'What can do neither can use a certificate whose private key stays in a key vault or in the hardware that made it.',
    },
    removeSecret(secret, 'Take the secret away once nothing signs in with it any more.'),
  ],
  check(credential, { view, now }) {
    // Nothing that could be copied: the issuer signs anew for each sign-in.
    if (credential.kind === 'federated') return federatedFacts(credential).on === 'application' ? pass : undefined
    const live = isLive(credential, view, now)
    if (isUnknown(live)) return unknownBecause(live.unknown, [secretPermission])
    if (!live) return undefined
    if (credential.kind === 'certificate') return pass
    const holders = view.edgesFrom(credential.id, 'authenticates').map(({ to }) => to)
    const privileged = holders.some((holder) => isPrivileged(weightIn(view, holder)))
    const idle = idleFor('credential', credential, view, now)
    const usedAt = view.usage(credential.id)?.lastUsedAt
    const use = isUnknown(idle) ? 'its use is not known' : idle.used ? `last used ${at(usedAt)}` : 'not used'
    return fail('secret', {
      values: { app: secretValues(credential, view).app, name: credential.name },
      ...(privileged ? { severity: 'medium' } : {}),
      evidence: secretEvidence(credential, `endDateTime ${at(credential.expiresAt)}, ${use}`),
      related: secretRelated(credential, view),
      data: { privileged, lastUsedOn: isKnown(usedAt) ? dayOf(usedAt) : null },
    })
  },
})
