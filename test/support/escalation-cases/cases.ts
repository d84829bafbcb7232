/** All cases, each in an account of its own. */
import { amongOthers } from './crowd.ts'
import { draftsOf, proven, type Draft } from './near-misses.ts'
import { particulars } from './particular.ts'
import { specs } from './specs.ts'
import { callerName, everything, namesOf, type EscalationCase } from './world.ts'

export { specs } from './specs.ts'
export type { EscalationCase } from './world.ts'

const mixed = specs.map((spec): Draft => ({
  name: `${spec.id}: among twenty others`,
  id: spec.id,
  without: 'nothing',
  expected: proven,
  beside: {},
  isPositive: false,
  world: (names) => amongOthers(spec.world(names, everything), names),
  ...(spec.others === undefined ? {} : { others: spec.others }),
}))

const first = 100_000_000_000

export const cases: readonly EscalationCase[] = [...specs.flatMap(draftsOf), ...particulars, ...mixed].map(
  (draft, index) => {
    const { partition = 'aws' } = draft
    const account = String(first + index)
    const names = namesOf(account, partition)
    const world = draft.world(names)
    const caller =
      world.caller === 'user'
        ? names.user(callerName)
        : names.role(`${(world.callerPart?.path ?? '/').slice(1)}${callerName}`)
    const spec = specs.find(({ id }) => id === draft.id)
    const decisive = spec?.decisive ?? [...new Set(world.needs.map(({ action }) => action))]
    return { ...draft, decisive, account, partition, world, caller, others: draft.others?.(names) ?? {} }
  },
)
