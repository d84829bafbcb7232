import { isWide, levelOf, scopeWords, tenantOf } from '../../analysis/effective/azure-scopes.ts'
import { holdingsOf } from '../../analysis/effective/entra-holdings.ts'
import type { AzureHolding, Holding } from '../../analysis/effective/entra-holdings.ts'
import { defineRule, fail, pass } from '../contract.ts'
import { removeRoleAssignment } from '../shared/entra-commands.ts'
import { entraControls } from '../shared/entra-controls.ts'
import { enumerated } from '../shared/lists.ts'

export const rule = defineRule({
  id: 'azure-mi-privileged',
  title: 'Workload identity administers a subscription',
  severity: 'high',
  provider: 'azure',
  subject: 'identity',
  kinds: ['managed-identity', 'service-principal', 'agent-identity'],
  reads: ['azure.service-principals', 'azure.role-assignments', 'azure.role-definitions', 'azure.groups'],
  messages: {
    gives: '{name} may give roles away over {scopes}, as {roles}.',
    changes: '{name} may change whatever there is in {scopes}, as {roles}.',
  },
  frameworks: entraControls('over-privilege'),
  remediation: () => narrow([]),
  check(identity, { view }) {
    if (identity.enabled === false || identity.facts['origin'] === 'microsoft') return undefined
    const held = holdingsOf(view, identity.id).filter(isAzure)
    if (held.length === 0) return undefined
    const wide = held.filter(({ state, scope }) => state === 'active' && isWide(scope))
    const gives = wide.filter(({ owners }) => owners !== false)
    const changes = wide.filter(({ reach }) => (reach.otherwise ?? reach).tier === 'contributor')
    const found = gives.length > 0 ? gives : changes
    if (found.length === 0) return pass
    const tenant = tenantOf(identity.id)
    // What a condition comes to is not always understood.
    const sure = gives.length === 0 || gives.some(({ owners }) => owners === true)
    const above = gives.some(({ scope }) => levelOf(scope) !== 'subscription')
    return fail(gives.length > 0 ? 'gives' : 'changes', {
      values: {
        name: identity.name,
        scopes: enumerated(found.map(({ scope }) => scopeWords(view, tenant, scope)).toSorted()),
        roles: enumerated(found.map(({ name }) => name).toSorted()),
      },
      severity: above ? 'critical' : 'high',
      confidence: sure ? 'proven' : 'possible',
      evidence: found.slice(0, 12).map(({ grant, ranked }) => ({
        source: 'Azure Resource Graph',
        detail: `${grant.via ?? grant.to}: ${ranked.reason}`,
      })),
      related: found.map(({ what, through }) => through ?? what.id),
      data: { roles: found.map(({ name, scope }) => `${name} ${scope}`).toSorted() },
      remediation: narrow(found),
    })
  },
})

function isAzure(holding: Holding): holding is AzureHolding {
  return holding.kind === 'azure-role'
}

function narrow(found: readonly AzureHolding[]) {
  return [
    {
      text: 'Give it a role for what it does, over the resource group it works in. Where it has to give roles away, a condition on the assignment names which, and to whom.',
    },
    ...found.flatMap(({ grant, through }) => {
      if (through !== undefined)
        return [{ text: 'It has the role by a group: take it out of the group, or the role from the group.' }]
      return grant.via === undefined ? [] : [removeRoleAssignment(grant.via)]
    }),
  ]
}
