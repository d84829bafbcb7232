import { z } from 'zod'
import { applicationFacts, servicePrincipalFacts } from '../../analysis/effective/entra-facts.ts'
import { ownershipsOf, registrationsOf } from '../../analysis/effective/entra-owners.ts'
import { bornAt } from '../../analysis/effective/entra-usage.ts'
import { daysBetween } from '../../analysis/time.ts'
import type { View } from '../../inventory/view.ts'
import type { Identity, Known, Remediation, Resource } from '../../model/index.ts'
import { becauseOf, isKnown, isUnknown } from '../../model/index.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { graphCall, objectIdOf } from '../shared/entra-commands.ts'
import { entraControls } from '../shared/entra-controls.ts'
import { isPrivileged, weightIn } from '../shared/entra-holdings.ts'
import { secretPermission } from '../shared/entra-secrets.ts'
import { read } from '../shared/evidence.ts'
import { word } from '../shared/shell.ts'

export const rule = defineRule({
  id: 'entra-app-no-owner',
  title: 'Nobody answers for the application',
  severity: 'low',
  provider: 'azure',
  subject: 'identity',
  kinds: ['service-principal'],
  reads: [
    'azure.service-principals',
    'azure.applications',
    'azure.application-owners',
    'azure.service-principal-owners',
  ],
  options: z.strictObject({
    graceDays: z.int().nonnegative().default(14).describe('Days that a new application may be without an owner.'),
  }),
  messages: { nobody: '{app} has no owner, and nothing else names who answers for it.' },
  frameworks: entraControls('stale-credential', {
    'owasp-nhi-2025': ['NHI1:2025'],
    'nist-csf-2.0': ['ID.AM-08', 'GV.RR-02'],
  }),
  remediation: (principal) => [addOwner(principal)],
  check(principal, { view, now, options }) {
    const facts = servicePrincipalFacts(principal)
    // Agents and their blueprints have sponsors: entra-agent-identity-no-sponsor.
    if (facts.origin !== 'tenant' || facts.blueprint === true || principal.enabled === false) return undefined
    if (isUnknown(principal.enabled)) return unknownBecause(becauseOf(principal.enabled), [secretPermission])
    const registrations = registrationsOf(principal, view)
    if (ownershipsOf(principal, view).length > 0) return pass
    const named = namesSomebody(facts.notes, registrations)
    if (named === true) return pass
    const hidden =
      unseenOwners(view) ?? (named === undefined ? unknownBecause('failed', [secretPermission]) : undefined)
    if (hidden) return hidden
    const born = bornAt(principal, view)
    if (isKnown(born) && daysBetween(born, now) <= options.graceDays) return pass
    const privileged = isPrivileged(weightIn(view, principal.id))
    return fail('nobody', {
      values: { app: principal.name },
      ...(privileged ? { severity: 'medium' } : {}),
      evidence: [
        ...read('GET /applications?$expand=owners', `${registrations[0]?.name ?? principal.name} without owners`),
        ...read('GET /servicePrincipals?$expand=owners', `${objectIdOf(principal)} without owners`),
      ],
      related: registrations.map(({ id }) => id),
      data: { privileged },
      remediation: privileged ? [nameContact(principal, registrations[0])] : [addOwner(principal)],
    })
  },
})

/** A reference to the service that it belongs to, or notes with an address to write to. Undefined: nobody could read them. */
function namesSomebody(notes: Known<string>, registrations: readonly Resource[]): boolean | undefined {
  const signs = registrations.map((registration) => applicationFacts(registration))
  if (signs.some(({ serviceManagementReference }) => isKnown(serviceManagementReference))) return true
  const texts = [notes, ...signs.map((each) => each.notes)]
  if (texts.some((text) => isKnown(text) && /[\w.+-]+@[\w-]+\.\w/.test(text))) return true
  const all = [...texts, ...signs.map(({ serviceManagementReference }) => serviceManagementReference)]
  return all.some((text) => isUnknown(text)) ? undefined : false
}

function unseenOwners(view: View) {
  const gap = ['azure.application-owners', 'azure.service-principal-owners', 'azure.applications']
    .map((facet) => view.gap(facet))
    .find((found) => found !== undefined)
  return gap && unknownBecause(gap.reason, [gap.permission ?? secretPermission])
}

function addOwner({ name, nativeId }: Identity): Remediation {
  return {
    text: `Ask whoever registered ${name}, which the audit log knows for 7 or 30 days, or who uses it, and make two people its owners: OWNER_ID is the object id of an account.`,
    command: `az ad app owner add --id ${word(nativeId)} --owner-object-id "$OWNER_ID"`,
  }
}

/** Owners of a privileged application could sign in as it: entra-privileged-app-has-owners. */
function nameContact(principal: Identity, registration: Resource | undefined): Remediation {
  const text = `Name the team that runs ${principal.name} in its service management reference; an owner could sign in as it, which is too much for what it holds.`
  if (registration === undefined) return { text }
  const body = { serviceManagementReference: 'TEAM OR SERVICE' }
  return { text, command: graphCall('PATCH', `/applications/${objectIdOf(registration)}`, body) }
}
