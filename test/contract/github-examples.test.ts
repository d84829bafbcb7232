/** The GitHub connector against a server that answers with GitHub's own examples, field by field as published. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connector } from '../../src/connectors/github/index.ts'
import { startExamples } from '../support/github-examples.ts'
import { githubRoutes } from '../support/github-routes.ts'
import { scan, type Scanned } from '../support/scan.ts'

let server: Awaited<ReturnType<typeof startExamples>>
let scanned: Scanned
beforeAll(async () => {
  const paths = (await githubRoutes()).map(([, { path }]) => path.split(' ')[1]!)
  server = await startExamples(paths)
  scanned = await scan({
    connector,
    config: { endpoint: server.url, organizations: ['octo-org'] },
    env: { GITHUB_TOKEN: 'github_pat_example' },
    tier: 'deep',
  })
}, 120_000)
afterAll(() => server.close())

/** What the examples themselves get wrong: the second variable’s value is no text. */
const atOdds = /agents\/variables cannot be read: value|actions\/variables cannot be read: value/

/** There is no GraphQL among what is described: the repositories come by REST, or a gap says so. */
const withoutGraphql = /GraphQL|POST \/graphql/

test('every step reads what GitHub gives as an example', () => {
  expect(scanned.collected.bugs).toEqual([])
  const wrong = scanned.gaps.filter(
    ({ reason, detail }) => reason !== 'not-collected' && !atOdds.test(detail) && !withoutGraphql.test(detail),
  )
  expect(wrong.map(({ step, reason, detail }) => `${step}: ${reason}: ${detail}`)).toEqual([])
})

test('and makes records of it', () => {
  const kinds = new Set(scanned.records.flatMap((row) => ('kind' in row ? [`${row.type} ${row.kind}`] : [])))
  for (const kind of ['app', 'user']) expect(kinds).toContain(`identity ${kind}`)
  for (const kind of ['token', 'ssh-key']) expect(kinds).toContain(`credential ${kind}`)
  for (const kind of ['secret', 'variable', 'webhook', 'runner', 'runner-group', 'ruleset', 'copilot', 'copilot-seat'])
    expect(kinds).toContain(`resource ${kind}`)
})
