/** From each of the 72: what must be found, and what lacks one thing only. */
import { boundTarget, changeTarget, need } from './shapes.ts'
import {
  littleOf,
  everything,
  namesOf,
  type Delivery,
  type EscalationCase,
  type Expected,
  type Names,
  type PathSpec,
  type Statement,
  type World,
} from './world.ts'

/** A case that waits for its account. */
export type Draft = Omit<EscalationCase, 'account' | 'partition' | 'caller' | 'decisive' | 'world' | 'others'> & {
  readonly partition?: string
  readonly world: (names: Names) => World
  readonly others?: NonNullable<PathSpec['others']>
}

export const absent: Expected = { present: false }
export const proven: Expected = { present: true, verdicts: ['proven'] }
const possible: Expected = { present: true, verdicts: ['possible'], missingFacts: true }
/** Nobody can know where a request will come from. */
const somewhere = { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } }
const fromSomewhere: Expected = { present: true, verdicts: ['conditional'], condition: 'aws:SourceIp' }

/** Every case of one path. `turn` varies how things are granted and which action is taken away. */
export function draftsOf(spec: PathSpec, turn: number): readonly Draft[] {
  const base = (names: Names): World => ({ ...spec.world(names, everything), delivery: deliveryOf(spec, turn) })
  const draft = (
    what: string,
    expected: Expected,
    change: (world: World, names: Names) => World = (world) => world,
  ): Draft => ({
    name: `${spec.id}: ${what}`,
    id: spec.id,
    without: 'nothing',
    expected,
    beside: {},
    isPositive: false,
    world: (names: Names) => change(base(names), names),
    ...(spec.others === undefined ? {} : { others: spec.others }),
  })
  const actions = spec.decisive ?? [...new Set(base(namesOf('000000000000')).needs.map(({ action }) => action))]
  const nth = (step: number): string => actions[(turn + step) % actions.length] ?? ''
  const drafts: readonly Draft[] = [
    { ...draft('all that it needs', proven), isPositive: true },
    { ...draft('on every resource, by patterns', proven, broad), beside: spec.besideBroad ?? {} },
    ...actions.map((action) => draft(`missing ${action}`, absent, leaveOut(action))),
    draft(`deny ${nth(0)}`, absent, (world) => ({ ...world, besides: denial(nth(0)) })),
    draft(`boundary without ${nth(1)}`, absent, (world) => ({ ...world, boundary: allBut(nth(1)) })),
    turn % 3 === 0
      ? draft(`SCP that allows but ${nth(2)}`, absent, (world) => ({
          ...world,
          scp: { statements: allBut(nth(2)), instead: true },
        }))
      : draft(`SCP that denies ${nth(2)}`, absent, (world) => ({ ...world, scp: { statements: denial(nth(2)) } })),
    draft('only in another account', absent, (world) => ({ ...world, needs: world.needs.map(inOtherAccount) })),
    draft('is admin already', absent, (world) => ({ ...world, besides: everything })),
    draft('from an address that nobody knows', fromSomewhere, conditional(nth(0))),
    ...targetDrafts(spec, draft),
    ...Object.entries(spec.misses ?? {}).map(([name, change]) => draft(name, absent, change)),
    ...unknownDrafts(spec, draft),
  ]
  return drafts.filter(({ name }) => !isVoid(spec, name))
}

/** What cannot be said of the path that needs no permission at all. */
function isVoid(spec: PathSpec, name: string): boolean {
  return spec.decisive !== undefined && /: (missing|only in another account|on every resource)/.test(name)
}

/** What nobody can know without a file is possible, and never absent. */
function unknownDrafts(spec: PathSpec, draft: Make): readonly Draft[] {
  const beside = spec.besideUnknownResources ?? {}
  const opensOthers = Object.keys(beside).length > 0
  const resources: readonly Draft[] = [
    { ...draft('resources unknown', spec.readsResources ? possible : proven), without: 'resources', beside },
  ]
  return [
    { ...draft('organization unknown', possible), without: 'organization' },
    ...(spec.readsResources || opensOthers ? resources : []),
  ]
}

type Make = (what: string, expected: Expected, change?: (world: World, names: Names) => World) => Draft

function targetDrafts(spec: PathSpec, draft: Make): readonly Draft[] {
  if (!spec.hangsOnTarget) return []
  const weak = draft('the target holds next to nothing', absent, (_, names) => spec.world(names, littleOf(names)))
  // What a group holds is nobody's but its members'; it has no boundary.
  if (spec.id === 'iam-013') return [weak]
  return [weak, draft('the target is bounded to next to nothing', absent, boundTarget)]
}

/** Paths that edit policies must not meet one of the caller's own by accident. */
function deliveryOf({ id }: PathSpec, turn: number): Delivery {
  if (['iam-001', 'iam-010', 'iam-011', 'iam-016', 'iam-020'].includes(id) || id.startsWith('rhino')) return 'inline'
  return (['inline', 'managed', 'group'] as const)[turn % 3] ?? 'inline'
}

const leaveOut = (action: string) => (world: World) => ({
  ...world,
  needs: world.needs.filter((each) => each.action !== action),
})
const denial = (action: string): readonly Statement[] => [{ Effect: 'Deny', Action: action, Resource: '*' }]
const allBut = (action: string): readonly Statement[] => [{ Effect: 'Allow', NotAction: action, Resource: '*' }]

function inOtherAccount(each: World['needs'][number]): World['needs'][number] {
  const on = [each.on].flat().map((arn) => (arn === '*' ? 'arn:aws:*:*:222200002222:*' : elsewhere(arn)))
  return { ...each, on }
}

function elsewhere(arn: string): string {
  const parts = arn.split(':')
  return [...parts.slice(0, 4), '222200002222', ...parts.slice(5)].join(':')
}

/** `iam:PassRole` as `IAM:PassRol?`, on everything: names of actions are in any case. */
function broad(world: World): World {
  const pattern = (action: string, index: number): string => {
    const [service = '', name = ''] = action.split(':')
    return index % 2 === 0
      ? `${service.toUpperCase()}:${name.slice(0, -1)}?`
      : `${service}:${name.slice(0, -2).toLowerCase()}*`
  }
  return {
    ...world,
    needs: world.needs.map((each, index) => ({ ...each, action: pattern(each.action, index), on: '*' })),
  }
}

const conditional =
  (action: string) =>
  (world: World): World => {
    if (world.needs.length > 0) {
      return {
        ...world,
        needs: world.needs.map((each) =>
          each.action === action ? need(action, each.on, { ...each.tests, ...somewhere }) : each,
        ),
      }
    }
    return changeTarget(world, ({ trust }) => ({ trust: trust.map((each) => ({ ...each, Condition: somewhere })) }))
  }
