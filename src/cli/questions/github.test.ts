import { readFileSync } from 'node:fs'
import { beforeAll, expect, test } from 'vitest'
import { companyDirectory, companyNow, openCompany } from '../../../fixtures/company.ts'
import { scan } from '../../../test/support/scan.ts'
import { usualLimits } from '../../analysis/effective/aws-reach/reach.ts'
import { chainsFromOutside } from '../../analysis/effective/github-chains.ts'
import { crossedRunPaths } from '../../analysis/effective/github-run-crossings.ts'
import { pathsFromRuns } from '../../analysis/effective/github-runs.ts'
import { connectors } from '../../connectors/index.ts'
import { facetsOf } from '../../engine/facets.ts'
import { openStore } from '../../inventory/store.ts'
import type { View } from '../../inventory/view.ts'
import type { Identity } from '../../model/index.ts'
import { identityPage } from './identity.ts'
import { levelsIn, pathText } from './routes.ts'

let view: View
/** Whose scopes paths from a repository lead through. */
const clouds = ['github', 'aws', 'azure', 'gcp', 'google-workspace']
/** The one file that the company's settings name. */
const delegations = `${companyDirectory()}google/delegations.csv`

beforeAll(async () => {
  const company = await openCompany()
  const store = openStore('sqlite::memory:')
  for (const [name, value] of Object.entries(company.variables)) process.env[name] = value
  try {
    for (const connector of connectors.filter(({ meta }) => clouds.includes(meta.id)))
      await scan({
        connector,
        store,
        config: company.connectors[connector.meta.id],
        env: company.variables,
        tier: 'deep',
        now: companyNow,
        files: { [delegations]: readFileSync(delegations, 'utf8') },
      })
  } finally {
    await company.close()
  }
  view = store.view('github:organization:4711', facetsOf(connectors.map(({ meta }) => meta)))
}, 120_000)

const identities = (): readonly Identity[] => [...view.identities()]
const called = (name: string): Identity => identities().find((identity) => identity.nativeId === name)!
const page = (identity: Identity): string => [...identityPage(view, identity)].join('')
const preview = 'larkspur/storefront-widgets/.github/workflows/preview.yml'
const benchmark = 'larkspur/address-normalizer/.github/workflows/benchmark.yml'

test('every identity of the organization has a page that holds to eighty columns', () => {
  expect(identities().length).toBeGreaterThan(60)
  for (const identity of identities()) {
    const text = page(identity)
    expect(text).not.toMatch(/undefined|\[object|NaN/)
    // ARNs, addresses and commands stand alone on their lines, to be copied whole.
    const long = text.split('\n').filter((line) => line.length > 80 && !/^ *(?:\$ |\S+$)/.test(line))
    expect(long).toEqual([])
    expect(text).toContain(identity.nativeId)
    expect(text).toContain('How to turn it off')
  }
}, 60_000)

test('a workflow is told with what its token may, whom it signs in as, and every role it can take', () => {
  const text = page(called(benchmark))
  expect(text).toContain('Runs on issue_comment.')
  expect(text).toContain('arn:aws:iam::111122223333:role/ci-address-benchmark')
  expect(text).toContain('as repo:larkspur@4711/address-normalizer@819:ref:refs/heads/main')
  expect(text).toContain('gh workflow disable benchmark.yml --repo larkspur/address-normalizer')
})

test('a workflow that is held to an environment does not take what main may take', () => {
  const text = page(called('larkspur/storefront-widgets/.github/workflows/publish-preview.yml'))
  expect(text).toContain('role/ci-widgets-publish')
  expect(text).not.toContain('role/ci-widgets-preview')
})

test('an app is told with the widest of its permissions first', () => {
  expect(page(called('devin-ai-integration'))).toMatch(/write +checks, contents, pull_requests\n +read +metadata/)
})

test('paths lead from a workflow into the cloud, and from outside over workflows that outsiders start', () => {
  const [path] = pathsFromRuns(view, called(benchmark), 'admin', usualLimits)
  expect(path?.hops.map(({ by }) => by)).toEqual(['muster-enter-oidc', 'lambda-004'])
  const chains = identities()
    .filter(({ kind }) => kind === 'workflow')
    .flatMap((workflow) => chainsFromOutside(view, workflow, usualLimits))
  const told = chains.map(({ path: { hops } }) =>
    hops.map(({ to, toName }) => toName ?? to.split('/').at(-1)).join(' > '),
  )
  expect(told.toSorted((a, b) => (a < b ? -1 : 1))).toEqual([
    'benchmark.yml > ci-address-benchmark > account-bootstrap',
    // Its twin becomes a role that reads a bucket, and none of those that take another audience or subject.
    'estimates.yml > ci-freight-estimates > freight-estimates',
    'pallet-cloud.yml > principals of the pool github with attribute.repository/larkspur/website > Pallet simulation',
    'preview.yml > ci-widgets-preview',
    // Its twin of the same occasion waits for a reviewer.
    'simulate.yml > ci-pallet-simulator',
  ])
  expect(chains.every(({ path: { verdict } }) => verdict === 'proven')).toBe(true)
})

test('a chain over two clouds is told hop by hop, and so is the way from whom it leads over', () => {
  const estimates = called('larkspur/storefront-widgets/.github/workflows/estimates.yml')
  const [chain] = chainsFromOutside(view, estimates, usualLimits)
  const text = [...pathText(chain!.path, 1, levelsIn(view))].join('')
  expect(text.split('\n').filter((line) => line.length > 80 && !/^ *(?:\$ |\S+$|".*,?$)/.test(line))).toEqual([])
  const plain = text.replaceAll(/\s+/g, ' ')
  expect(plain).toContain(
    'Hop 1 (muster-start-pull-request-target): Whoever opens a pull request starts the job deploy',
  )
  expect(plain).toContain('signs in as ci-freight-estimates by its federated credential ci-freight-estimates-1.')
  expect(plain).toContain(
    'Hop 3 (muster-enter-oidc): ci-freight-estimates gets a token of Entra ID for api://larkspur-aws, and enters the role freight-estimates with it.',
  )
  expect(plain).toContain('Breaks it: Hold the federated credential ci-freight-estimates-1')
  expect(crossedRunPaths(view, estimates, usualLimits)).toMatchObject([
    { hops: [{ from: estimates.nativeId, toName: 'ci-freight-estimates' }, { fromName: 'ci-freight-estimates' }] },
  ])
  const tenant = view.scopes().find(({ kind }) => kind === 'tenant')
  const principals = [...view.identities({ kind: 'service-principal', scope: tenant!.id })]
  const told = (name: string): string => page(principals.find((each) => each.name === name)!).replaceAll(/\s+/g, ' ')
  expect(told('ci-freight-estimates')).toContain('Into other clouds AWS, to an administrator there: proven')
  expect(told('ci-freight-report')).toContain(
    'Into other clouds AWS: proven ci-freight-report gets a token of Entra ID',
  )
})

test('what a workflow names, the inventory ties it to', () => {
  const [edge] = view.edgesFrom(called(preview).id, 'delegates-to')
  expect(edge?.to).toContain('arn:aws:iam::111122223333:role/ci-widgets-preview')
})
