import { servicePrincipalFacts } from '../../analysis/effective/entra-facts.ts'
import { permissionsOf } from '../../analysis/effective/entra-holdings.ts'
import type { PermissionHolding } from '../../analysis/effective/entra-holdings.ts'
import type { Identity, Remediation } from '../../model/index.ts'
import { becauseOf, isUnknown } from '../../model/index.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { disablePrincipal, removePermission } from '../shared/entra-commands.ts'
import { entraControls } from '../shared/entra-controls.ts'
import { holdingEvidence, holdingNames } from '../shared/entra-holdings.ts'
import { secretPermission } from '../shared/entra-secrets.ts'
import { enumerated } from '../shared/lists.ts'

export const rule = defineRule({
  id: 'entra-app-tier0-graph-permission',
  title: 'Application holds a permission that leads to administration of the tenant',
  severity: 'critical',
  provider: 'azure',
  subject: 'identity',
  kinds: ['service-principal', 'managed-identity', 'agent-identity'],
  reads: ['azure.service-principals', 'azure.app-role-assignments'],
  messages: {
    direct: '{app} holds {permissions}, by which it makes itself an administrator of the tenant.',
    indirect: '{app} holds {permissions}, by which it takes over others and what they hold.',
  },
  frameworks: entraControls('over-privilege', { 'mitre-attack-19.1': ['T1098.001', 'T1098.003'] }),
  remediation: (principal) => [less, disablePrincipal(principal)],
  check(principal, { view }) {
    if (principal.enabled === false) return undefined
    if (principal.kind === 'service-principal' && servicePrincipalFacts(principal).origin === 'microsoft')
      return undefined
    const held = permissionsOf(view, principal.id)
    const direct = held.filter(({ ranked }) => ranked.tier === 'control')
    const indirect = held.filter(({ ranked }) => ranked.tier === 'takeover')
    const found = [...direct, ...indirect]
    if (found.length === 0) return unseen(principal, held, view.gap('azure.agent-identities')?.reason) ?? pass
    if (isUnknown(principal.enabled)) return unknownBecause(becauseOf(principal.enabled), [secretPermission])
    const counting = direct.length > 0 ? direct : indirect
    return fail(direct.length > 0 ? 'direct' : 'indirect', {
      values: { app: principal.name, permissions: enumerated(holdingNames(counting)) },
      ...(direct.length > 0 ? {} : { severity: 'high' }),
      evidence: holdingEvidence(found),
      related: found.map(({ what }) => what.id),
      data: { direct: holdingNames(direct), indirect: holdingNames(indirect) },
      remediation: [
        less,
        ...found.map((holding) => takeAway(principal, holding, view.identity(holding.through ?? ''))),
      ],
    })
  },
})

/** A permission without a name cannot be ranked; what agents inherit hangs on their blueprints. */
function unseen(
  { kind }: Identity,
  held: readonly PermissionHolding[],
  because: Parameters<typeof unknownBecause>[0] | undefined,
) {
  const nameless = held.find(({ facts }) => isUnknown(facts.value))
  if (nameless !== undefined) return unknownBecause(becauseOf(nameless.facts.value), [secretPermission])
  return kind === 'agent-identity' && because !== undefined
    ? unknownBecause(because, ['AgentIdentityBlueprint.Read.All'])
    : undefined
}

const less: Remediation = {
  text: 'Ask whoever runs it what it does. Most need to read, or to manage what they made themselves (Application.ReadWrite.OwnedBy), or a single site or mailbox (Sites.Selected).',
}

/** What an agent inherits is taken from its blueprint. */
function takeAway(
  principal: Identity,
  { name, grant, through }: PermissionHolding,
  blueprint: Identity | undefined,
): Remediation {
  if (through !== undefined && blueprint === undefined)
    return { text: `Take ${name} from what ${principal.name} inherits of its blueprint.` }
  return {
    ...removePermission(blueprint ?? principal, grant),
    text: `Take ${name} from ${(blueprint ?? principal).name}.`,
  }
}
