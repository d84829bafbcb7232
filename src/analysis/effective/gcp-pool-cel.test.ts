import { expect, test } from 'vitest'
import { celOutcome, touchedBy } from './gcp-pool-cel.ts'

const assertion = {
  sub: 'repo:acme/api:ref:refs/heads/main',
  repository: 'acme/api',
  repository_owner_id: '1001',
  environment: null,
  groups: ['ops', 'dev'],
}

test.each([
  [`assertion.repository_owner_id == '1001'`, true],
  [`assertion.repository_owner_id == '1002'`, false],
  [`assertion['repository'] in ['acme/web', 'acme/api']`, true],
  [`assertion.repository.startsWith('acme/') && assertion.sub.endsWith('main')`, true],
  [`'ops' in assertion.groups`, true],
  [`has(assertion.environment)`, false],
  [`assertion.sub.split(':')[1] == "acme/api"`, true],
  [`assertion.sub.extract('repo:{name}:ref') == 'acme/api'`, true],
  [`google.subject == 'google.subject' || attribute.repository == 'acme/api'`, true],
])('%s is %s', (expression, value) => {
  const claims = { assertion, google: { subject: 'x' }, attribute: { repository: 'acme/api' } }
  expect(celOutcome(expression, claims)).toEqual({ value })
})

test.each([
  [`assertion.actor == 'mona'`, 'unknown'],
  [`has(assertion.actor)`, 'unknown'],
  [`!has(assertion.actor) && assertion.repository == 'acme/api'`, 'unknown'],
  [`assertion.repository == 'acme/web' && assertion.actor == 'mona'`, { value: false }],
  [`assertion.actor == 'mona' || assertion.repository == 'acme/api'`, { value: true }],
  [`assertion.actor == 'mona' ? true : true`, 'unknown'],
  [`assertion.environment == 'production'`, 'fails'],
  [`assertion.environment == 'production' || assertion.repository == 'acme/api'`, { value: true }],
  [`assertion.environment == 'production' || assertion.actor == 'mona'`, 'unknown'],
  [`assertion.all(name, name != 'actor')`, 'unknown'],
  [`assertion.repository.inventedByGoogle()`, 'unknown'],
  [`assertion.repository ==`, 'unknown'],
  [`assertion.repository.matches('(a+)+$')`, 'unknown'],
  [`assertion.repository.matches('^acme/.*$')`, { value: true }],
  [`'actor' in assertion`, 'unknown'],
  [`${'('.repeat(5000)}true${')'.repeat(5000)}`, 'unknown'],
] as const)('%s is told as %j', (expression, outcome) => {
  expect(celOutcome(expression, { assertion })).toEqual(outcome)
})

test('says what an expression looks at', () => {
  expect(touchedBy(`assertion.actor == 'assertion.sub' && attribute.repository != ''`)).toEqual([
    'assertion.actor',
    'attribute.repository',
  ])
})
