import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { companyDirectory, companyNow, openCompany } from '../../../fixtures/company.ts'
import { scan } from '../../../test/support/scan.ts'
import { usualLimits } from '../../analysis/effective/aws-reach/reach.ts'
import { chainsFromOutside } from '../../analysis/effective/github-chains.ts'
import { runnerRunPaths } from '../../analysis/effective/github-runners.ts'
import { crossedRunPaths } from '../../analysis/effective/github-run-crossings.ts'
import { pathsFromRuns } from '../../analysis/effective/github-runs.ts'
import { connectors } from '../../connectors/index.ts'
import { facetsOf } from '../../engine/facets.ts'
import { openStore } from '../../inventory/store.ts'
import type { View } from '../../inventory/view.ts'
import type { Identity } from '../../model/index.ts'
import { glyphsFor } from '../../report/tui/glyphs.ts'
import { hopLines, pathLines } from '../../report/tui/lists/path-lines.ts'
import { identityPage } from './identity.ts'
import { levelsIn, pathText } from './routes.ts'

let view: View
/** What paths from workflows lead over, and who answers for what is on them. */
const crossed = new Set(['aws', 'azure', 'gcp', 'github', 'google-workspace', 'kubernetes'])
/** The one file that the company's settings name. */
const delegations = `${companyDirectory()}google/delegations.csv`

beforeAll(async () => {
  const company = await openCompany()
  const store = openStore('sqlite::memory:')
  for (const [name, value] of Object.entries(company.variables)) process.env[name] = value
  try {
    for (const connector of connectors.filter(({ meta }) => crossed.has(meta.id)))
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
    // Its twins run on scale sets that do not take them, or whose pods hold little.
    'fuzz.yml > runners/open-builds > eks-open-builds',
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

describe('a workflow that runs in a cluster', () => {
  const fuzz = 'larkspur/address-normalizer/.github/workflows/fuzz.yml'

  test('is told with the service account that it runs as, and what that becomes', () => {
    const text = page(called(fuzz)).replaceAll(/\s+/g, ' ')
    expect(text).toContain('runners/open-builds of larkspur-prod: job fuzz-open-builds, scale set open-builds')
    expect(text).toContain('A pod that runs as runners/open-builds enters the role eks-open-builds with its token.')
    expect(page(called('larkspur/address-normalizer/.github/workflows/fuzz-elsewhere.yml'))).toContain(
      'It administers nothing from there.',
    )
  })

  test('leads from outside over GitHub and Kubernetes into AWS, hop by hop, by what was granted at each', () => {
    const [chain] = chainsFromOutside(view, called(fuzz), usualLimits)
    const text = [...pathText(chain!.path, 1, () => undefined)].join('')
    expect(text.split('\n').filter((line) => line.length > 80 && !/^ *(?:\$ |\S+$|".*)/.test(line))).toEqual([])
    const words = text.replaceAll(/\s+/g, ' ')
    expect(words).toMatch(/Hop 1 .*Whoever opens a pull request starts the job fuzz-open-builds/)
    expect(words).toMatch(/Hop 2 .*on the scale set open-builds of the cluster larkspur-prod, in a pod that runs as/)
    expect(words).toMatch(/Hop 2 .*"runs-on": \[ "open-builds" \].* Hop 3/)
    expect(words).toMatch(/Hop 3 .*enters the role eks-open-builds .*trust policy, statement 1/)
    expect(words).toContain('service account that holds nothing')
  })

  test('and the explorer shows the same chain in plain words', () => {
    const [chain] = chainsFromOutside(view, called(fuzz), usualLimits)
    const glyphs = glyphsFor(true)
    const pane = pathLines(chain!.path, glyphs).map(({ text }) => text)
    expect(pane.filter((text) => text.startsWith(glyphs.down))).toEqual(
      [fuzz, 'runners/open-builds', 'role/eks-open-builds'].map((whom) => `${glyphs.down} ${whom}`),
    )
    expect(pane).toContain('anyone on GitHub')
    const hop = hopLines(chain!.path, 1, glyphsFor(true)).map(({ text }) => text)
    expect(hop).toContain('Allow by runner scale set runners/open-builds of larkspur-prod')
  })

  test('whoever starts it, when it is not outsiders, has the way from the workflow on', () => {
    const [path] = runnerRunPaths(view, called('larkspur/mobile-scanner/.github/workflows/fuzz.yml'), 5)
    expect(path?.hops.map(({ by }) => by)).toEqual(['muster-runner-pod', 'muster-enter-oidc'])
    expect(chainsFromOutside(view, called('larkspur/mobile-scanner/.github/workflows/fuzz.yml'), usualLimits)).toEqual(
      [],
    )
  })
})

test('what a workflow names, the inventory ties it to', () => {
  const [edge] = view.edgesFrom(called(preview).id, 'delegates-to')
  expect(edge?.to).toContain('arn:aws:iam::111122223333:role/ci-widgets-preview')
})
