/** What statements grant, by service: patterns spread out over what AWS knows. */
import type { PolicyStatement } from '../../../model/facts/aws.ts'
import { actionsOf, expandAction, services } from '../aws-actions/index.ts'
import { listOf } from '../aws-statements.ts'

/** Actions in full by service prefix. */
export type Grants = ReadonlyMap<string, ReadonlySet<string>>

let everyAction: Grants | undefined

export function everything(): Grants {
  everyAction ??= new Map(
    services().map((service) => [service, new Set((actionsOf(service) ?? []).map(({ name }) => name))]),
  )
  return everyAction
}

export function serviceOf(action: string): string {
  return action.slice(0, action.indexOf(':')).toLowerCase()
}

const none: Grants = new Map()
const remembered = new WeakMap<PolicyStatement, Grants>()

/** What Action or NotAction of an Allow cover; nothing of a Deny. */
export function grantsOf(statement: PolicyStatement): Grants {
  const before = remembered.get(statement)
  if (before) return before
  const found = statement.Effect === 'Allow' ? spread(statement) : none
  remembered.set(statement, found)
  return found
}

function spread(statement: PolicyStatement): Grants {
  if (statement.Action !== undefined) return union(listOf(statement.Action).map(grantsOfPattern))
  if (statement.NotAction === undefined) return none
  const left = union(listOf(statement.NotAction).map(grantsOfPattern))
  if (left.size === 0) return everything()
  return new Map(
    [...everything()].flatMap(([service, actions]) => {
      const without = left.get(service)
      const rest = without ? new Set([...actions].filter((action) => !without.has(action))) : actions
      return rest.size === 0 ? [] : [[service, rest] as const]
    }),
  )
}

export function grantsOfPattern(pattern: string): Grants {
  if (/^\*+(:\*+)?$/.test(pattern)) return everything()
  const whole = /^([\w-]+):\*+$/.exec(pattern)?.[1]?.toLowerCase()
  const known = whole === undefined ? undefined : everything().get(whole)
  if (whole !== undefined && known) return new Map([[whole, known]])
  const found = new Map<string, Set<string>>()
  for (const action of expandAction(pattern)) {
    const service = serviceOf(action)
    const before = found.get(service)
    if (before) before.add(action)
    else found.set(service, new Set([action]))
  }
  return found
}

export function union(list: readonly Grants[]): Grants {
  if (list.length === 1 && list[0]) return list[0]
  if (list.includes(everything())) return everything()
  const found = new Map<string, ReadonlySet<string>>()
  for (const grants of list)
    for (const [service, actions] of grants) {
      const before = found.get(service)
      found.set(service, before ? new Set([...before, ...actions]) : actions)
    }
  return found
}
