import { beforeAll, describe, expect, test } from 'vitest'
import { cases, specs, type EscalationCase } from '../support/escalation-cases/cases.ts'
import { filesOf } from '../support/escalation-cases/files.ts'
import { scoreOf, verdictOf } from '../support/escalation-cases/judge.ts'
import { mended, withoutStatements } from '../support/escalation-cases/mend.ts'
import { look, type Seen } from '../support/escalation-cases/run.ts'
import type { FoundPath } from '../../src/model/index.ts'

const given = cases.map((which) => ({ which, files: filesOf(which) }))
let seen: Seen

beforeAll(async () => {
  seen = await look(given)
}, 120_000)

function pathOf(which: EscalationCase, { paths }: Seen): FoundPath | undefined {
  const told = (paths.get(which.account) ?? []).filter(({ of, path }) => of === which.caller && path.id === which.id)
  return told.find(({ path }) => path.target === which.world.target)?.path
}

describe('the cases', () => {
  test('are of every path, with something to find and more that is nearly so', () => {
    expect(new Set(specs.map(({ id }) => id)).size).toBe(72)
    expect(specs.filter(({ readsResources }) => readsResources)).toHaveLength(28)
    expect(new Set(cases.map(({ name }) => name)).size).toBe(cases.length)
    const due = cases.filter(({ expected }) => expected.present)
    expect(due.length).toBeGreaterThan(300)
    expect(cases.length - due.length).toBeGreaterThan(600)
  })

  test('are files that were read whole', () => {
    expect(seen.gaps.filter(({ reason }) => reason !== 'not-collected')).toEqual([])
    expect(seen.gaps.filter(({ step }) => step === 'authorization-details')).toEqual([])
  })
})

test('every way to become more is told, and no other', () => {
  const score = scoreOf(cases.map((which) => verdictOf(which, seen.paths.get(which.account) ?? [])))
  expect(score.faults.join('\n')).toBe('')
  expect(score).toMatchObject({ recall: 1, precision: 1 })
})

describe('what a path names is what it hangs on', () => {
  const positives = given.filter(({ which }) => which.isPositive)

  test.each([
    ['taking away its statements', withoutStatements],
    ['adding the statement that it offers', mended],
  ])('%s ends it', async (_, change) => {
    const found = positives.flatMap(({ which, files }) => {
      const path = pathOf(which, seen)
      return path === undefined ? [] : [{ which, files: change(files, path) }]
    })
    expect(found.length).toBe(positives.length)
    const after = await look(found)
    const left = found.filter(({ which }) => pathOf(which, after) !== undefined)
    expect(left.map(({ which }) => which.name)).toEqual([])
  })
})
