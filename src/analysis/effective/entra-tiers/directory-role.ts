/** What a role of the directory amounts to: a built-in one by the table, any other by its actions. Never by its name. */
import { together } from './heaviest.ts'
import { directoryActions, serviceActions } from './roles/actions.ts'
import type { ActionRow } from './roles/actions.ts'
import { directoryRoles } from './roles/index.ts'
import type { Ranked, RoleRow, TakenOver } from './types.ts'

const byId = new Map(directoryRoles.map((row) => [row.id, row]))

export function builtInRole(templateId: string): RoleRow | undefined {
  return byId.get(templateId.toLowerCase())
}

export function directoryRoleTier(role: {
  readonly templateId: string
  readonly builtIn: boolean
  readonly actions: readonly string[]
}): Ranked {
  const row = role.builtIn ? builtInRole(role.templateId) : undefined
  if (row) {
    const { id: _, name: __, ...kept } = row
    return { ...kept, source: 'table' }
  }
  const derived = together(role.actions.map(rankAction))
  if (derived === undefined) return { tier: 'unranked', reason: 'Entra ID lists no action of it.', source: 'derived' }
  return role.builtIn ? { ...derived, reason: `Newer than the table of built-in roles. ${derived.reason}` } : derived
}

/** `microsoft.directory/applications.myOrganization/credentials/update` */
function rankAction(action: string): Ranked {
  const [service = '', entity = '', ...rest] = action.split('/')
  const does = rest.join('/')
  const source = 'derived'
  if (service.toLowerCase() === 'microsoft.directory') {
    const [on = '', kind] = entity.split('.')
    const row = directoryActions.find((each) => each.on.toLowerCase() === on.toLowerCase() && isGiven(each, does))
    if (row) return ranked(row, action, kind)
  } else if (!isRead(action)) {
    const row = serviceActions.find((each) => each.service.toLowerCase() === service.toLowerCase())
    if (row) return ranked(row, action)
  }
  return isRead(action)
    ? { tier: 'limited', reason: `${action}: It reads.`, source }
    : {
        tier: 'management',
        reason: `${action}: It changes something that takes nobody over, as far as the table knows.`,
        source,
      }
}

function ranked(row: Omit<Ranked, 'source'>, action: string, kind?: string): Ranked {
  const { tier, reason, takesOver, data } = row
  return {
    tier,
    reason: `${action}: ${reason}`,
    source: 'derived',
    ...(takesOver ? { takesOver: takesOver.map((taken) => narrowed(taken, kind)) } : {}),
    ...(data ? { data } : {}),
  }
}

/** Groups of Microsoft 365 only, where the action says so. */
function narrowed(taken: TakenOver, kind: string | undefined): TakenOver {
  return taken === 'group' && kind?.toLowerCase() === 'unified' ? 'unified-group' : taken
}

function isGiven({ does }: ActionRow, given: string): boolean {
  const action = given.toLowerCase()
  if (action === 'allproperties/alltasks' || action === 'alltasks') return true
  return does.some((wanted) => {
    const known = wanted.toLowerCase()
    return action === known || (action === 'allproperties/update' && known.endsWith('update'))
  })
}

/** `standard/read`, `limitedRead`, `restrictedRead`; passwords and keys are caught by the table before. */
function isRead(action: string): boolean {
  return /read$/i.test(action)
}
