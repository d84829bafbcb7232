import { z } from 'zod'
import { credentialsOf } from '../../analysis/credentials.ts'
import { isExpired } from '../../analysis/effective/entra-credentials.ts'
import { servicePrincipalFacts } from '../../analysis/effective/entra-facts.ts'
import { holdingsOf, weightOf } from '../../analysis/effective/entra-holdings.ts'
import { bornAt, idleFor } from '../../analysis/effective/entra-usage.ts'
import { daysInWords } from '../../analysis/time.ts'
import { becauseOf, isUnknown } from '../../model/index.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { deletePrincipal, disablePrincipal } from '../shared/entra-commands.ts'
import { entraControls } from '../shared/entra-controls.ts'
import { holdingNames, isPrivileged, unseenHoldings } from '../shared/entra-holdings.ts'
import { activityPermission, secretPermission } from '../shared/entra-secrets.ts'
import { at, read } from '../shared/evidence.ts'
import { enumerated } from '../shared/lists.ts'

export const rule = defineRule({
  id: 'entra-sp-unused',
  title: 'Application has not signed in for a long time',
  severity: 'medium',
  provider: 'azure',
  subject: 'identity',
  kinds: ['service-principal'],
  reads: ['azure.service-principals', 'azure.sign-in-activity'],
  options: z.strictObject({
    maxDays: z.int().positive().default(90).describe('Days without a sign-in that are still fine.'),
  }),
  messages: {
    unused: '{app} was last signed in to {days} ago, and still holds {held}.',
    never: '{app} has not been signed in to in {days}, and still holds {held}.',
  },
  frameworks: entraControls('stale-credential'),
  remediation: (principal) => [disablePrincipal(principal), deletePrincipal(principal)],
  check(principal, { view, now, options }) {
    const { origin, samlSignOn, blueprint } = servicePrincipalFacts(principal)
    // A blueprint's agents sign in for it; Microsoft looks after its own.
    if (origin === 'microsoft' || blueprint === true || principal.enabled === false) return undefined
    if (isUnknown(principal.enabled)) return unknownBecause(becauseOf(principal.enabled), [secretPermission])
    const idle = idleFor('identity', { id: principal.id, createdAt: bornAt(principal, view) }, view, now)
    if (isUnknown(idle)) return unknownBecause(idle.unknown, [activityPermission])
    if (idle.days <= options.maxDays) return pass
    const holdings = holdingsOf(view, principal.id)
    const live = credentialsOf(principal, view).filter((credential) => isExpired(credential, now) !== true)
    if (holdings.length === 0 && live.length === 0)
      return unseenHoldings(view, ['azure.delegated-grants', 'azure.applications']) ?? pass
    const usage = view.usage(principal.id)
    const privileged = isPrivileged(weightOf(holdings))
    return fail(idle.used ? 'unused' : 'never', {
      values: {
        app: principal.name,
        days: daysInWords(idle.days),
        held: holdings.length > 0 ? enumerated(holdingNames(holdings)) : 'a credential that works',
      },
      ...(privileged ? { severity: 'high' } : {}),
      // Whether the report counts sign-ins by SAML, Microsoft does not say.
      ...(samlSignOn ? { confidence: 'possible' } : {}),
      evidence: read(usage?.source ?? '', `last sign-in ${at(usage?.lastUsedAt)}, since ${at(usage?.observedSince)}`),
      related: [...holdings.map(({ what }) => what.id), ...live.map(({ id }) => id)],
      data: { days: idle.days, used: idle.used, privileged, holdings: holdings.length, credentials: live.length },
    })
  },
})
