/** What reading single repositories may cost, and what becomes of what no longer fits. */
import { describe, expect, test } from 'vitest'
import { organizationOf, repositoryOf } from '../../../fixtures/servers/github/estate.ts'
import { githubEstate, scanGithub } from '../../../test/support/github-scan.ts'
import type { Tier } from '../contract.ts'
import { giveBack, openBudget, take } from './repository-budget.ts'

type Spender = Parameters<typeof take>[0]

function spender(tier: Tier): Spender {
  return { session: { facts: {} }, io: { tier } } as unknown as Spender
}

test('1.7 requests for each, and at least three hundred', () => {
  const many = spender('core')
  openBudget(many, 1000)
  expect(many.session.facts.repositoryCalls).toBe(1700)
  const few = spender('core')
  openBudget(few, 10)
  expect(few.session.facts.repositoryCalls).toBe(300)
})

test('what is taken is gone, what is spared stays, what was not used comes back', () => {
  const some = spender('core')
  openBudget(some, 0)
  expect(take(some, 100)).toBe(100)
  expect(take(some, 150, 100)).toBe(100)
  expect(take(some, 150)).toBe(100)
  expect(take(some, 1)).toBe(0)
  giveBack(some, 2)
  expect(take(some, 5)).toBe(2)
})

test('deeper tiers ask it all', () => {
  const deep = spender('creds')
  openBudget(deep, 10)
  expect(take(deep, 100_000, 5)).toBe(100_000)
})

describe('a thousand repositories', () => {
  const dates = { created_at: '2025-01-02T03:04:05Z', updated_at: '2026-01-02T03:04:05Z' }
  const workflow =
    'on: push\npermissions: {id-token: write}\njobs: {a: {runs-on: ubuntu-latest, env: {R: "${{ vars.R }}"}, steps: []}}'
  const repositories = Array.from({ length: 1000 }, (_, index) =>
    repositoryOf(1000 + index, `r${String(index).padStart(4, '0')}`, {
      answers: index % 10 === 0 ? { '/environments': [{ id: 9000 + index, name: 'prod', ...dates }] } : {},
      files: { '.github/workflows/a.yml': workflow },
    }),
  )

  test('cost some 1,750 requests, and what no longer fits is a gap that names the next tier', async () => {
    const estate = githubEstate([organizationOf('acme', { repositories })])
    const { calls, gaps, collected } = await scanGithub({ estate, signIn: 'classic' }, { tier: 'core' })
    expect(collected.bugs).toEqual([])
    const rest = calls.filter(({ operation }) => operation !== 'POST /graphql')
    expect(rest.filter(({ operation }) => operation.startsWith('GET /repos/')).length).toBeLessThanOrEqual(1700)
    expect(rest.length).toBeLessThanOrEqual(1800)
    const left = gaps.filter(({ reason, detail }) => reason === 'not-collected' && detail.includes('--tier creds'))
    expect(left.map(({ step }) => step)).toEqual(
      expect.arrayContaining(['repository-oidc-subject', 'repository-variables']),
    )
  }, 60_000)
})
