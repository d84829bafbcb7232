import { describe, expect, test } from 'vitest'
import { viewOf } from '../../inventory/memory.ts'
import {
  gcpBoundary,
  gcpDeny,
  gcpGrant,
  gcpOrganization,
  gcpOrganizationName,
  gcpPoolName,
  gcpProject,
  gcpProvider,
  gcpScope,
  gcpServiceAccount,
} from '../../../test/support/gcp-records.ts'
import type { Records } from '../../../test/support/aws-records.ts'
import { unknown } from '../../model/index.ts'
import { gcpDoors, openGcpDoors, pathThroughGcpDoor, takesGcp } from './gcp-federation.ts'
import { tokenOf } from './github-subjects.ts'
import type { Occasion, Token } from './github-subjects.ts'

const issuer = 'token.actions.githubusercontent.com'
const minter = { issuer, owner: 'acme', ownerId: 1001, repository: 'api', repositoryId: 77, form: { immutable: false } }
const main: Occasion = { kind: 'branch', name: 'main' }
const token = (occasion: Occasion = main): Token => tokenOf(minter, occasion)

const set = (rest: string) => `principalSet://iam.googleapis.com/${gcpPoolName()}/${rest}`
const api = set('attribute.repository/acme/api')
const subject = `principal://iam.googleapis.com/${gcpPoolName()}/subject/repo:acme/api:ref:refs/heads/main`

const ground = [gcpOrganization(), gcpProject(), gcpServiceAccount()]
const user = 'roles/iam.workloadIdentityUser'
const trusts = (member: string) => gcpGrant({ to: member, role: user, on: 'deploy' })
const owner = gcpGrant({ to: 'deploy', role: 'roles/owner' })
const view = (...records: readonly Records[]) => viewOf({ scope: gcpScope(), records: [...ground, ...records].flat() })

/** What becomes of the token: `yes`, `unclear`, or `no` where no door is open to it. */
function taken(provider: Records, member = api, held = token()): string {
  const seen = view(provider, trusts(member))
  const [open] = openGcpDoors(seen, held)
  const [door] = gcpDoors(seen, held.issuer)
  const own = door === undefined ? 'no' : takesGcp(door, held).taken
  expect(own).toBe(open?.taken ?? 'no')
  return own
}

describe('who gets in', () => {
  const claims = { 'google.subject': 'assertion.sub', 'attribute.actor': 'assertion.actor' }
  test.each([
    ['a repository', gcpProvider(), api, 'yes'],
    ['another repository', gcpProvider(), set('attribute.repository/acme/web'), 'no'],
    ['names are compared letter by letter', gcpProvider(), set('attribute.repository/Acme/api'), 'no'],
    ['its subject', gcpProvider(), subject, 'yes'],
    ['another subject', gcpProvider(), subject.replace('main', 'release'), 'no'],
    ['everybody of the pool', gcpProvider(), set('*'), 'yes'],
    ['everybody of another pool', gcpProvider({ pool: 'gitlab' }), set('*'), 'no'],
    ['an attribute that nobody maps', gcpProvider(), set('attribute.actor/mona'), 'no'],
    ['an attribute that nobody knows', gcpProvider({ mapping: claims }), set('attribute.actor/mona'), 'unclear'],
    ['a provider that is switched off', gcpProvider({ disabled: true }), api, 'no'],
    ['another issuer', gcpProvider({ issuer: 'https://gitlab.com' }), api, 'no'],
    ['the condition holds', gcpProvider({ condition: `assertion.repository_id == '77'` }), api, 'yes'],
    [
      'the condition is of another repository',
      gcpProvider({ condition: `assertion.repository_id == '78'` }),
      api,
      'no',
    ],
    [
      'the condition names the owner',
      gcpProvider({ condition: `assertion.repository_owner_id == '1001'` }),
      api,
      'yes',
    ],
    ['the condition asks for a branch', gcpProvider({ condition: `assertion.ref == 'refs/heads/main'` }), api, 'yes'],
    ['the condition asks for an environment', gcpProvider({ condition: `assertion.environment == 'prod'` }), api, 'no'],
    ['the condition asks for a person', gcpProvider({ condition: `assertion.actor == 'mona'` }), api, 'unclear'],
    [
      'the condition asks for what was mapped',
      gcpProvider({ condition: `attribute.repository == 'acme/web'` }),
      api,
      'no',
    ],
    ['the condition cannot be read', gcpProvider({ condition: 'assertion.sub =~ main' }), api, 'unclear'],
    ['the condition was not read', gcpProvider({ condition: unknown('denied') }), api, 'unclear'],
    [
      'the audience is of the one who asks',
      gcpProvider({ audiences: ['deploy'], condition: `assertion.aud == 'deploy'` }),
      api,
      'yes',
    ],
    [
      'a subject that is put together',
      gcpProvider({ mapping: { 'google.subject': `assertion.repository + '@' + assertion.ref` } }),
      `principal://iam.googleapis.com/${gcpPoolName()}/subject/acme/api@refs/heads/main`,
      'yes',
    ],
  ])('%s', (_, provider, member, outcome) => {
    expect(taken(provider, member)).toBe(outcome)
  })

  test('a pull request has no branch to show', () => {
    const provider = gcpProvider({ condition: `assertion.sub.startsWith('repo:acme/api:ref:')` })
    expect(taken(provider, api, token({ kind: 'pull-request' }))).toBe('no')
    expect(taken(provider)).toBe('yes')
  })

  test('an environment is mapped where there is one', () => {
    const provider = gcpProvider({
      mapping: { 'google.subject': 'assertion.sub', 'attribute.environment': 'assertion.environment' },
    })
    const production = set('attribute.environment/production')
    expect(taken(provider, production, token({ kind: 'environment', name: 'production' }))).toBe('yes')
    expect(taken(provider, production)).toBe('no')
  })

  test('says what nobody knows of the token', () => {
    const provider = gcpProvider({ condition: `assertion.actor == 'mona' && assertion.repository == 'acme/api'` })
    expect(openGcpDoors(view(provider, trusts(api)), token())).toMatchObject([
      {
        conditions: [
          `The condition of the provider github/actions takes the token: assertion.actor == 'mona' && assertion.repository == 'acme/api' (nobody knows assertion.actor beforehand)`,
        ],
        missing: [],
      },
    ])
  })
})

describe('how far', () => {
  const through = (...records: readonly Records[]) => {
    const seen = view(...records)
    return openGcpDoors(seen, token()).flatMap((open) => pathThroughGcpDoor(seen, 'acme/api', open.door, open) ?? [])
  }

  test('over a service account that owns the project', () => {
    const [path, ...others] = through(gcpProvider(), trusts(api), owner)
    expect(others).toEqual([])
    expect(path).toMatchObject({
      id: 'gcp-pool-sign-in + gcp-sa-get-access-token',
      verdict: 'proven',
      target: 'projects/acme-prod',
      hops: [
        {
          from: 'acme/api',
          to: api,
          text: 'The provider github/actions takes the token of token.actions.githubusercontent.com for principals of the pool github with attribute.repository/acme/api.',
        },
        { from: api, to: 'deploy@acme-prod.iam.gserviceaccount.com', toName: 'deploy' },
      ],
    })
    expect(path?.statements.map(({ source, policy }) => `${source} ${policy}`)).toEqual([
      'federation provider github/actions',
      `grant ${user}`,
      'grant roles/owner',
    ])
  })

  test('without a service account, where the principal itself was given the role', () => {
    const direct = gcpGrant({ to: api, role: 'roles/owner' })
    expect(through(gcpProvider(), direct)).toMatchObject([
      { id: 'gcp-pool-sign-in + gcp-holds-control', hops: [{ to: api }], target: 'projects/acme-prod' },
    ])
  })

  test('over two accounts, and by a door that hangs on the token', () => {
    const root = [
      gcpServiceAccount({ name: 'root' }),
      gcpGrant({ to: 'root', role: 'roles/resourcemanager.organizationAdmin', on: gcpOrganizationName }),
      gcpGrant({ to: 'deploy', role: 'roles/iam.serviceAccountTokenCreator', on: 'root' }),
    ]
    expect(through(gcpProvider({ condition: `assertion.actor == 'mona'` }), trusts(api), ...root)).toMatchObject([
      { verdict: 'conditional', target: gcpOrganizationName },
    ])
    expect(through(gcpProvider({ condition: unknown('denied') }), trusts(api), ...root)).toMatchObject([
      { verdict: 'possible', missingFacts: ['the attribute condition of the provider github/actions'] },
    ])
  })

  test.each([
    ['the account owns nothing', [gcpProvider(), trusts(api)]],
    ['the account is switched off', [gcpProvider(), trusts(api), owner, gcpServiceAccount({ enabled: false })]],
    ['the provider is switched off', [gcpProvider({ disabled: true }), trusts(api), owner]],
    [
      'the role gives identity tokens alone',
      [gcpProvider(), gcpGrant({ to: api, role: 'roles/run.invoker', on: 'deploy' }), owner],
    ],
    [
      'tokens are denied to the pool',
      [
        gcpProvider(),
        trusts(api),
        owner,
        gcpDeny({ permissions: ['iam.googleapis.com/serviceAccounts.getAccessToken'], principals: [set('*')] }),
      ],
    ],
    [
      'a boundary holds the pool elsewhere',
      [
        gcpProvider(),
        trusts(api),
        owner,
        gcpBoundary({
          principalSet: `//iam.googleapis.com/${gcpPoolName()}`,
          resources: ['projects/acme-dev'],
        }),
      ],
    ],
  ])('nowhere where %s', (_, records) => {
    expect(through(...records)).toEqual([])
  })

  test('as the account that is asked for, and no other', () => {
    const seen = view(gcpProvider(), trusts(api), owner, gcpServiceAccount({ name: 'plain' }))
    const [open] = openGcpDoors(seen, token())
    if (open === undefined) throw new Error('there is a door')
    const as = (name: string) =>
      pathThroughGcpDoor(seen, 'acme/api', open.door, open, `${name}@acme-prod.iam.gserviceaccount.com`)
    expect(as('deploy')).toMatchObject({ target: 'projects/acme-prod' })
    expect(as('plain')).toBeUndefined()
  })
})
