import { describe, expect, test } from 'vitest'
import type { FederatedCredentialFacts } from '../../model/facts/entra.ts'
import { plainIssuer, takes, testsIn, wildcard } from './entra-federation.ts'
import type { Token } from './github-subjects.ts'

const token: Token = {
  issuer: 'token.actions.githubusercontent.com',
  subject: 'repo:acme/shop:ref:refs/heads/main',
  claims: {
    repository: 'acme/shop',
    environment: null,
    job_workflow_ref: 'acme/shop/.github/workflows/deploy.yml@refs/heads/main',
  },
}
const credential = (given: Partial<FederatedCredentialFacts>): FederatedCredentialFacts => ({
  on: 'application',
  objectId: 'o',
  name: 'deploy',
  issuer: 'https://token.actions.githubusercontent.com',
  subject: null,
  expression: null,
  audiences: ['api://AzureADTokenExchange'],
  ...given,
})

describe('a subject', () => {
  test.each([
    ['repo:acme/shop:ref:refs/heads/main', 'yes'],
    ['repo:acme/shop:ref:refs/heads/mai', 'no'],
    ['repo:Acme/shop:ref:refs/heads/main', 'no'],
    // There are no wildcards in it.
    ['repo:acme/shop:*', 'no'],
  ])('%s: %s', (subject, taken) => expect(takes(credential({ subject }), token)).toBe(taken))
  test('that was not read may be any', () =>
    expect(takes(credential({ subject: { unknown: 'denied' } }), token)).toBe('unclear'))
})

describe('an expression', () => {
  test.each([
    ["claims['sub'] matches 'repo:acme/*'", 'yes'],
    ["claims['sub'] matches 'repo:acme/shop:ref:refs/heads/mai?'", 'yes'],
    ["claims['sub'] matches 'repo:other/*'", 'no'],
    ["claims['sub'] eq 'repo:acme/shop:ref:refs/heads/main'", 'yes'],
    ["claims['sub'] eq 'repo:acme/*'", 'no'],
    [
      "claims['sub'] matches 'repo:acme/*' and claims['job_workflow_ref'] matches 'acme/shop/.github/workflows/deploy.yml@*'",
      'yes',
    ],
    ["claims['sub'] matches 'repo:acme/*' and claims['job_workflow_ref'] eq 'acme/shop/x.yml@refs/heads/main'", 'no'],
    // Not of this token, and a claim that nobody here knows.
    ["claims['environment'] eq 'production'", 'no'],
    ["claims['enterprise'] eq 'acme'", 'unclear'],
    ["claims['sub'] endswith 'main'", 'unclear'],
  ])('%s: %s', (expression, taken) => expect(takes(credential({ expression }), token)).toBe(taken))
  test('in two tests, with an apostrophe', () =>
    expect(testsIn("claims['sub'] matches 'repo:o''neil/*' and claims['a'] eq 'b'")).toEqual([
      { claim: 'sub', operator: 'matches', value: "repo:o'neil/*" },
      { claim: 'a', operator: 'eq', value: 'b' },
    ]))
})

test('a wildcard takes letters that mean something elsewhere as they are', () => {
  expect(wildcard('a.b*(c)').test('a.bxx(c)')).toBe(true)
  expect(wildcard('a.b*(c)').test('axbxx(c)')).toBe(false)
})

test('issuers are compared without their scheme and a last slash', () => {
  expect(plainIssuer('https://oidc.example/')).toBe('oidc.example')
})
