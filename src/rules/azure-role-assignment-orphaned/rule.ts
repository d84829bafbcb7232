import { roleAssignmentFacts } from '../../analysis/effective/azure-facts.ts'
import { azureEntity } from '../../analysis/effective/entra-facts.ts'
import { daysBetween } from '../../analysis/time.ts'
import { becauseOf, isKnown, isUnknown } from '../../model/index.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { removeRoleAssignment } from '../shared/entra-commands.ts'
import { entraControls } from '../shared/entra-controls.ts'
import { read } from '../shared/evidence.ts'

export const rule = defineRule({
  id: 'azure-role-assignment-orphaned',
  title: 'Role is still held by what was deleted',
  severity: 'low',
  provider: 'azure',
  subject: 'resource',
  kinds: ['role-assignment'],
  reads: ['azure.role-assignments'],
  messages: {
    gone: 'Role {role} over {scope} is held by {principal}, which is no longer in the tenant.',
  },
  frameworks: entraControls('stale-credential', { 'nist-csf-2.0': ['PR.AA-05'] }),
  remediation: (assignment) => [removeRoleAssignment(roleAssignmentFacts(assignment).assignmentId)],
  check(assignment, { view, now }) {
    const { principalType, principal, principalId, delegated, createdAt, roleId, scope } =
      roleAssignmentFacts(assignment)
    // People, their groups, and who comes from another tenant are no matter of this inventory.
    if (['User', 'Group', 'ForeignGroup'].includes(principalType) || isKnown(delegated)) return undefined
    if (isUnknown(principal)) return unknownBecause(becauseOf(principal), ['Application.Read.All'])
    if (principal !== 'gone') return pass
    // Entra ID may take a while to know what was made just now.
    if (isKnown(createdAt) && daysBetween(createdAt, now) < 1) return undefined
    const role = view.resource(azureEntity(view.scope, 'azure-role', roleId))
    return fail('gone', {
      values: { role: role?.name ?? roleId, scope, principal: principalId },
      evidence: read('Azure Resource Graph', `${assignment.nativeId} principalId ${principalId}`),
      data: { principal: principalId, role: role?.name ?? roleId, scope },
    })
  },
})
