import { expect, it } from 'vitest'
import { companyDirectory } from '../../fixtures/company.ts'
import { loadGithubEstate } from '../../fixtures/servers/github/estate.ts'
import type { Fault } from '../../fixtures/servers/github/faults.ts'
import { scanGithub } from '../../test/support/github-scan.ts'
import { changedForTheWorse, outcomesOf } from '../../test/support/outcomes.ts'

const estate = await loadGithubEstate(`${companyDirectory()}github`)

async function outcomes(faults: readonly Fault[]): Promise<ReadonlyMap<string, string>> {
  return outcomesOf(await scanGithub({ estate, faults }, { tier: 'deep' }))
}

const complete = await outcomes([])

it('finds what is planted when everything may be read', () => {
  expect([...complete.values()].filter((outcome) => outcome === 'fail').length).toBeGreaterThan(20)
})

it.each([
  '/orgs/{org}/installations',
  '/apps/{app_slug}',
  '/orgs/{org}/insights/api/subject-stats',
  '/orgs/{org}/credential-authorizations',
  '/orgs/{org}/members',
  '/orgs/{org}/outside_collaborators',
  '/orgs/{org}/actions/secrets',
  '/orgs/{org}/hooks',
  '/orgs/{org}/actions/permissions/workflow',
  '/orgs/{org}/actions/runner-groups',
  '/orgs/{org}/actions/runners',
  '/orgs/{org}/rulesets/{ruleset_id}',
  '/repos/{owner}/{repo}/keys',
  '/repos/{owner}/{repo}/actions/secrets',
  '/repos/{owner}/{repo}/environments',
  '/repos/{owner}/{repo}/environments/{environment_name}/secrets',
  '/repos/{owner}/{repo}/environments/{environment_name}/deployment-branch-policies',
])('a denial of GET %s makes neither findings nor passes', async (path) => {
  const denied = await outcomes([{ kind: 'denied', operation: `GET ${path}` }])
  expect(denied).not.toEqual(complete)
  expect(changedForTheWorse(complete, denied)).toEqual([])
})

it('a denial of the index of repositories makes neither findings nor passes', async () => {
  const denied = await outcomes([{ kind: 'denied', operation: 'POST /graphql' }])
  expect(changedForTheWorse(complete, denied)).toEqual([])
})
