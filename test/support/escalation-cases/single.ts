/** A case of one path that is like no other. */
import type { Draft } from './near-misses.ts'
import { specs } from './specs.ts'
import { everything, type Expected, type Names, type Tests, type World } from './world.ts'

export type Change = (world: World, names: Names) => World

export function particular(
  id: string,
  what: string,
  expected: Expected,
  change: Change,
  more: Partial<Draft> = {},
): Draft {
  const spec = specs.find((each) => each.id === id)
  if (spec === undefined) throw new Error(`There is no path ${id}.`)
  return {
    name: `${id}: ${what}`,
    id,
    without: 'nothing',
    expected,
    beside: {},
    isPositive: false,
    world: (names) => change(spec.world(names, everything), names),
    ...(spec.others === undefined ? {} : { others: spec.others }),
    ...more,
  }
}

export const same: Change = (world) => world
export const tested =
  (tests: Tests | ((names: Names) => Tests), more: Partial<World> = {}): Change =>
  (world, names) => ({
    ...world,
    ...more,
    needs: world.needs.map((each) => ({
      ...each,
      tests: { ...each.tests, ...(typeof tests === 'function' ? tests(names) : tests) },
    })),
  })
export const besides =
  (statements: (names: Names) => World['besides'] & object): Change =>
  (world, names) => ({ ...world, besides: statements(names) })
export const hangsOn = (condition: string): Expected => ({ present: true, verdicts: ['conditional'], condition })
export const possible: Expected = { present: true, verdicts: ['possible'], missingFacts: true }
