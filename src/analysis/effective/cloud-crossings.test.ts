import { describe, expect, test } from 'vitest'
import { viewOf } from '../../inventory/memory.ts'
import { account, accountScope, role, roleArn } from '../../../test/support/aws-records.ts'
import type { Records } from '../../../test/support/aws-records.ts'
import {
  application,
  appPermission,
  azureGrant,
  clientIdOf,
  federatedCredential,
  managedIdentity,
  objectIdOf,
  principalId,
  servicePrincipal,
  tenantScope,
} from '../../../test/support/azure-records.ts'
import {
  administers,
  awsAudience,
  firstIssuer,
  googleIssuer,
  googleRole,
  secondIssuer,
  tokenAudience,
  webRole,
} from '../../../test/support/crossing-records.ts'
import { awsGap } from '../../../test/support/door-records.ts'
import {
  gcpAccountId,
  gcpEmail,
  gcpGrant,
  gcpOrganization,
  gcpPoolName,
  gcpProject,
  gcpProvider,
  gcpScope,
  gcpServiceAccount,
  gcpUniqueId,
} from '../../../test/support/gcp-records.ts'
import { entityId } from '../../model/index.ts'
import { crossedPaths, crossingsFrom } from './cloud-crossings.ts'

const scopes = [accountScope(), tenantScope(), gcpScope()]
const ground = [gcpOrganization(), gcpProject()].flat()

function viewAt(...records: readonly Records[]) {
  return viewOf({ scope: accountScope(), scopes, records: [...ground, ...records.flat()] })
}

function pathsOf(id: string, ...records: readonly Records[]) {
  const view = viewAt(...records)
  const identity = view.identity(id)
  if (identity === undefined) throw new Error(`there is ${id}`)
  return crossedPaths(view, identity)
}

/** `aws proven`, with what it hangs on. */
const told = (paths: ReturnType<typeof pathsOf>): readonly string[] =>
  paths.map(({ cloud, path }) => [`${cloud} ${path.verdict}`, ...path.conditions, ...path.missingFacts].join(': '))

describe('from Entra ID into AWS', () => {
  const ci = [servicePrincipal({ name: 'ci' }), application({ name: 'ci', tokenVersion: 1 })].flat()
  const sub = objectIdOf('service-principal', 'ci')
  const open = webRole(administers)
  const fromCi = (...records: readonly Records[]) => told(pathsOf(principalId('ci'), ci, ...records))

  test('an application becomes the administrator that takes its tokens', () => {
    expect(pathsOf(principalId('ci'), ci, tokenAudience(), open)).toMatchObject([
      {
        cloud: 'aws',
        doors: ['Take ci out of the trust policy of crossed, or give the role less.'],
        path: {
          verdict: 'proven',
          target: roleArn('crossed'),
          mendPolicy: { principal: roleArn('crossed') },
          hops: [
            {
              from: clientIdOf('ci'),
              fromName: 'ci',
              to: roleArn('crossed'),
              text: `ci gets a token of Entra ID for ${awsAudience}, and enters the role crossed with it.`,
            },
          ],
        },
      },
    ])
  })

  test('a managed identity does by its object id', () => {
    const claims = { aud: awsAudience, sub: objectIdOf('managed-identity', 'id-shop') }
    const records = [managedIdentity(), tokenAudience(), webRole({ ...administers, claims })]
    expect(told(pathsOf(principalId('id-shop', 'managed-identity'), ...records))).toEqual(['aws proven'])
  })

  test.each([
    ['the subject is another’s', { claims: { aud: awsAudience, sub: objectIdOf('service-principal', 'other') } }],
    ['the subject is its application id', { claims: { aud: awsAudience, sub: clientIdOf('ci') } }],
    ['the trust asks for another audience', { claims: { aud: 'api://other', sub } }],
    ['the provider takes another audience', { clients: ['api://other'] }],
    ['the account has no such provider', { clients: 'none' as const }],
    ['the issuer is of another tenant', { issuer: 'sts.windows.net/99999999-0000-4000-8000-000000000000/' }],
    ['the issuer lacks its slash', { issuer: firstIssuer.slice(0, -1) }],
    ['the trust asks for a claim of people', { claims: { aud: awsAudience, sub, amr: 'mfa' } }],
    [
      'the trust asks for a claim that AWS does not read',
      { claims: { aud: awsAudience, sub, appid: clientIdOf('ci') } },
    ],
  ])('the door is closed where %s', (_, more) => {
    expect(fromCi(tokenAudience(), webRole({ ...administers, ...more }))).toEqual([])
  })

  test('a role that reads a bucket is come into, and administers nothing', () => {
    const reads = webRole({ inline: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::site/*' }] })
    expect(fromCi(tokenAudience(), reads)).toEqual([])
    const view = viewAt(ci, tokenAudience(), reads)
    const identity = view.identity(principalId('ci'))
    expect(identity && crossingsFrom(view, identity)).toMatchObject([
      { into: 'aws', becomes: { name: 'crossed' }, admin: undefined },
    ])
  })

  test('an application that is switched off gets no token, nor does anybody for one that is', () => {
    const off = [servicePrincipal({ name: 'ci', enabled: false })].flat()
    expect(told(pathsOf(principalId('ci'), off, tokenAudience(), open))).toEqual([])
    expect(fromCi(tokenAudience({ enabled: false }), open)).toEqual([])
  })

  test('who asks for an assignment gives tokens to those who have one', () => {
    const held = tokenAudience({ required: true })
    expect(fromCi(held, open)).toEqual([])
    const assigned = appPermission({ holder: 'ci', apiAppId: clientIdOf('aws-access'), value: 'AssumeRole' })
    expect(fromCi(held, assigned, open)).toEqual(['aws proven'])
  })

  test('nobody knows of an application that was not read', () => {
    expect(fromCi(open)).toEqual([
      `aws possible: which application of the tenant tokens for ${awsAudience} are made for`,
    ])
  })

  test('what the provider takes may not have been read', () => {
    const unread = webRole({ ...administers, clients: { unknown: 'denied' } })
    const missing = `aws possible: what the provider ${firstIssuer} of ${account} takes`
    expect(fromCi(tokenAudience(), unread)).toEqual([missing])
    const gone = webRole({ ...administers, clients: 'none' })
    expect(fromCi(tokenAudience(), gone, [awsGap('oidc-providers')])).toEqual([missing])
  })

  test('tokens of version 2.0 name who asks for them', () => {
    const second = { ...administers, issuer: secondIssuer }
    const own = webRole({ ...second, clients: [clientIdOf('ci')], claims: { aud: clientIdOf('ci'), sub } })
    const asks = [
      servicePrincipal({ name: 'ci', assignmentRequired: false }),
      application({ name: 'ci', tokenVersion: 2 }),
    ].flat()
    expect(told(pathsOf(principalId('ci'), asks, own))).toEqual(['aws proven'])
    expect(fromCi(own)).toEqual([
      'aws possible: whether an application of the tenant has tokens of version 2.0 made for it',
    ])
    const others = webRole({ ...second, claims: { sub } })
    expect(fromCi(tokenAudience({ version: 2 }), others)).toEqual([])
    expect(fromCi(tokenAudience({ version: 2 }), open)).toEqual([])
  })
})

describe('from a service account of Google', () => {
  const deploy = gcpAccountId('deploy')
  const number = gcpUniqueId(gcpEmail('deploy'))
  const fromDeploy = (...records: readonly Records[]) => told(pathsOf(deploy, gcpServiceAccount(), ...records))

  test('into the role that takes its tokens, for whatever audience is asked for', () => {
    expect(fromDeploy(googleRole(administers))).toEqual(['aws proven'])
  })

  test.each([
    ['the subject', { aud: number, sub: '1' }],
    ['whom it is made for', { aud: '1', sub: number }],
    ['the address', { aud: number, sub: number, email: gcpEmail('other') }],
  ])('not where the trust asks for another in %s', (_, claims) => {
    expect(fromDeploy(googleRole({ ...administers, claims }))).toEqual([])
  })

  test('the audience is told apart from whom the token is made for', () => {
    expect(fromDeploy(googleRole({ ...administers, claims: { aud: 'acme-aws', sub: number } }))).toEqual([])
  })

  test('a token that is got with a key names the address', () => {
    const byMail = googleRole({ ...administers, claims: { aud: gcpEmail('deploy'), sub: number } })
    expect(fromDeploy(byMail)).toEqual([
      `aws conditional: The token names ${gcpEmail('deploy')} as its authorized party, as those do that are got with a key of it`,
    ])
  })

  test('AWS may not take them by a provider of the account’s own', () => {
    const own = googleRole({ ...administers, byName: false, clients: [number] })
    expect(fromDeploy(own)).toEqual([
      `aws possible: whether AWS takes tokens of Google by a provider that ${account} has made for it`,
    ])
    expect(fromDeploy(googleRole({ ...administers, byName: false, clients: ['other'] }))).toEqual([])
  })

  test('not of an account that is switched off, or whose number is unknown', () => {
    const start = (more: NonNullable<Parameters<typeof gcpServiceAccount>[0]>) =>
      told(pathsOf(deploy, gcpServiceAccount(more), googleRole(administers)))
    expect(start({ enabled: false })).toEqual([])
    expect(start({ uniqueId: { unknown: 'denied' } })).toEqual([])
  })

  test('into an application of Entra ID that takes them', () => {
    const door = (subject: string) => [
      ...servicePrincipal({ name: 'ci' }),
      ...federatedCredential({ name: 'google', app: 'ci', issuer: `https://${googleIssuer}`, subject }),
      ...azureGrant({ holder: 'ci', role: 'Owner' }),
    ]
    expect(fromDeploy(door(number))).toEqual(['azure proven'])
    expect(fromDeploy(door(gcpEmail('deploy')))).toEqual([])
  })
})

describe('over two clouds', () => {
  const number = gcpUniqueId(gcpEmail('deploy'))
  const ciTakesGoogle = [
    ...servicePrincipal({ name: 'ci' }),
    ...federatedCredential({ name: 'google', app: 'ci', issuer: `https://${googleIssuer}`, subject: number }),
  ]
  const member = `principalSet://iam.googleapis.com/${gcpPoolName('clouds')}/attribute.aws_role/arn:aws:sts::${account}:assumed-role/crossed`
  const pool = gcpProvider({ pool: 'clouds', name: 'aws', kind: 'aws', issuer: null, awsAccount: account, mapping: {} })
  const speaks = gcpGrant({ to: member, role: 'roles/iam.workloadIdentityUser', on: 'deploy' })

  test('from Google over Microsoft to an administrator of AWS', () => {
    const [chain] = pathsOf(
      gcpAccountId('deploy'),
      gcpServiceAccount(),
      ciTakesGoogle,
      tokenAudience(),
      webRole(administers),
    )
    expect(chain).toMatchObject({
      cloud: 'aws',
      path: { verdict: 'proven', hops: [{ toName: 'ci' }, { from: clientIdOf('ci'), to: roleArn('crossed') }] },
    })
    expect(chain?.doors).toHaveLength(2)
  })

  test('a principal of a pool speaks for a service account to a further cloud', () => {
    const start = entityId('aws', account, 'iam-role', roleArn('crossed'))
    const records = [
      role({ name: 'crossed' }),
      pool,
      speaks,
      gcpServiceAccount(),
      googleRole({ ...administers, name: 'second' }),
    ]
    expect(pathsOf(start, ...records)).toMatchObject([
      { cloud: 'aws', path: { hops: [{}, { by: 'gcp-sa-get-id-token' }, { to: roleArn('second') }] } },
    ])
    const tokenless = records.filter((each) => each !== speaks)
    expect(pathsOf(start, ...tokenless)).toEqual([])
  })

  test('a circle leads nowhere', () => {
    const records = [gcpServiceAccount(), pool, speaks, googleRole()]
    expect(pathsOf(gcpAccountId('deploy'), ...records)).toEqual([])
  })

  test('a third crossing is left out', () => {
    const far = [
      ciTakesGoogle,
      tokenAudience(),
      webRole(),
      gcpServiceAccount(),
      gcpServiceAccount({ name: 'far' }),
      pool,
      gcpGrant({ to: member, role: 'roles/iam.workloadIdentityUser', on: 'far' }),
      gcpGrant({ to: 'far', role: 'roles/owner' }),
    ]
    expect(pathsOf(principalId('ci'), ...far)).toMatchObject([{ cloud: 'gcp' }])
    expect(pathsOf(gcpAccountId('deploy'), ...far)).toEqual([])
  })
})
