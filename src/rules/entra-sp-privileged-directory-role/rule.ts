import { credentialsOf } from '../../analysis/credentials.ts'
import { isExpired } from '../../analysis/effective/entra-credentials.ts'
import { directoryRoleFacts, servicePrincipalFacts } from '../../analysis/effective/entra-facts.ts'
import { holdingsOf, weighing } from '../../analysis/effective/entra-holdings.ts'
import type { Holding } from '../../analysis/effective/entra-holdings.ts'
import type { View } from '../../inventory/view.ts'
import type { Identity, Remediation } from '../../model/index.ts'
import { becauseOf, isUnknown } from '../../model/index.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { removeDirectoryRole } from '../shared/entra-commands.ts'
import { entraControls } from '../shared/entra-controls.ts'
import { holdingEvidence, holdingNames } from '../shared/entra-holdings.ts'
import { secretPermission } from '../shared/entra-secrets.ts'
import { enumerated } from '../shared/lists.ts'

export const rule = defineRule({
  id: 'entra-sp-privileged-directory-role',
  title: 'Workload holds a role that administers the tenant',
  severity: 'high',
  provider: 'azure',
  subject: 'identity',
  kinds: ['service-principal', 'managed-identity', 'agent-identity'],
  reads: ['azure.service-principals', 'azure.directory-roles', 'azure.groups'],
  messages: {
    role: '{principal} holds {roles} over the whole tenant.',
    secret: '{principal} holds {roles} over the whole tenant without an end, and signs in with a client secret.',
  },
  frameworks: entraControls('over-privilege', { 'mitre-attack-19.1': ['T1098.003'] }),
  remediation: () => [lessRole],
  check(principal, { view, now }) {
    if (principal.enabled === false) return undefined
    if (principal.kind === 'service-principal' && servicePrincipalFacts(principal).origin === 'microsoft')
      return undefined
    const roles = holdingsOf(view, principal.id).filter(isRole)
    const direct = weighing(roles, 'control')
    const found = [...direct, ...weighing(roles, 'takeover')]
    if (found.length === 0) return pass
    if (isUnknown(principal.enabled)) return unknownBecause(becauseOf(principal.enabled), [secretPermission])
    const secrets = credentialsOf(principal, view, 'client-secret').filter((each) => isExpired(each, now) !== true)
    const permanent = direct.some(isPermanent)
    const worst = permanent && secrets.length > 0
    return fail(worst ? 'secret' : 'role', {
      values: { principal: principal.name, roles: enumerated(holdingNames(found)) },
      ...(worst ? { severity: 'critical' } : {}),
      evidence: holdingEvidence(found),
      related: [...found.map(({ what }) => what.id), ...(worst ? secrets.map(({ id }) => id) : [])],
      data: {
        roles: holdingNames(found),
        controls: direct.length > 0,
        permanent,
        secrets: secrets.length,
      },
      remediation: [lessRole, ...found.map((holding) => takeAway(principal, holding, view))],
    })
  },
})

/** Roles that are switched off give nothing. */
function isRole({ kind, what }: Holding): boolean {
  return kind === 'directory-role' && directoryRoleFacts(what).enabled
}

function isPermanent({ grant: { conditions } }: Holding): boolean {
  const until: unknown = typeof conditions === 'object' && conditions !== null ? Reflect.get(conditions, 'until') : null
  return until === null || until === undefined
}

const lessRole: Remediation = {
  text: 'Ask whoever runs it what it does. Most can do with a permission of Graph for that one thing, with a custom role, or with the role over one administrative unit or one application alone.',
}

function takeAway(principal: Identity, { name, grant, through }: Holding, view: View): Remediation {
  const group = through === undefined ? undefined : (view.resource(through)?.name ?? 'the group')
  if (group === undefined) return removeDirectoryRole(`Take ${name} from ${principal.name}.`, grant)
  return { text: `Take ${principal.name} out of ${group}, which holds ${name}.` }
}
