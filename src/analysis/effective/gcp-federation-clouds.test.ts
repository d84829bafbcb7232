import { describe, expect, test } from 'vitest'
import { viewOf } from '../../inventory/memory.ts'
import { account, accountScope, role, roleArn } from '../../../test/support/aws-records.ts'
import type { Records } from '../../../test/support/aws-records.ts'
import { objectIdOf, servicePrincipal, tenantId, tenantScope } from '../../../test/support/azure-records.ts'
import {
  gcpGrant,
  gcpOrganization,
  gcpPoolName,
  gcpProject,
  gcpProvider,
  gcpScope,
  gcpServiceAccount,
} from '../../../test/support/gcp-records.ts'
import { crossedPaths } from './cloud-crossings.ts'
import { gcpDoorsFor } from './gcp-federation-clouds.ts'

const ground = [gcpOrganization(), gcpProject(), gcpServiceAccount(), gcpGrant({ to: 'deploy', role: 'roles/owner' })]
const trusts = (member: string) => gcpGrant({ to: member, role: 'roles/iam.workloadIdentityUser', on: 'deploy' })
const set = (rest: string) => `principalSet://iam.googleapis.com/${gcpPoolName('clouds')}/${rest}`
const subject = (of: string) => `principal://iam.googleapis.com/${gcpPoolName('clouds')}/subject/${of}`

describe('roles of AWS', () => {
  const ofAws = (input: Parameters<typeof gcpProvider>[0] = {}) =>
    gcpProvider({ pool: 'clouds', name: 'aws', kind: 'aws', issuer: null, awsAccount: account, mapping: {}, ...input })
  const session = (name: string, of = 'deployer') => `arn:aws:sts::${account}:assumed-role/${of}/${name}`

  function takenBy(provider: Records, member: string): readonly string[] {
    const records = [...ground, provider, trusts(member), role({ name: 'deployer' })].flat()
    const view = viewOf({ scope: gcpScope(), scopes: [accountScope()], records })
    const [identity] = [...view.identities({ kind: 'iam-role', scope: accountScope().id })]
    if (identity === undefined) throw new Error('there is a role')
    return gcpDoorsFor(view, identity).map(({ taken, conditions }) => [taken, ...conditions].join(': '))
  }

  const own = set(`attribute.aws_role/arn:aws:sts::${account}:assumed-role/deployer`)
  test.each([
    ['the role that is named', ofAws(), own, ['yes']],
    ['another role', ofAws(), own.replace('deployer', 'reader'), []],
    ['every role of the account', ofAws(), set('*'), ['yes']],
    ['a role of another account', ofAws({ awsAccount: '999988887777' }), set('*'), []],
    [
      'the account, where it is mapped',
      ofAws({ mapping: { 'google.subject': 'assertion.arn', 'attribute.account': 'assertion.account' } }),
      set(`attribute.account/${account}`),
      ['yes'],
    ],
    [
      'a condition on the role',
      ofAws({ condition: `assertion.arn.startsWith('arn:aws:sts::${account}:assumed-role/deployer/')` }),
      set('*'),
      ['yes'],
    ],
    [
      'a condition on another role',
      ofAws({ condition: `assertion.arn.contains('assumed-role/reader/')` }),
      set('*'),
      [],
    ],
    [
      'a session of the role',
      ofAws(),
      subject(session('nightly')),
      ['unclear: The session of the role is named nightly'],
    ],
    ['a session of another role', ofAws(), subject(session('nightly', 'reader')), []],
    [
      'a session in the condition',
      ofAws({ condition: `assertion.arn == '${session('nightly')}'` }),
      set('*'),
      ['unclear: The session of the role is named nightly'],
    ],
    ['an OIDC provider', gcpProvider({ pool: 'clouds' }), set('*'), []],
  ])('%s', (_, provider, member, expected) => {
    expect(takenBy(provider, member)).toEqual(expected)
  })

  test('are followed to control', () => {
    const records = [...ground, ofAws(), trusts(own), role({ name: 'deployer' })].flat()
    const view = viewOf({ scope: gcpScope(), scopes: [accountScope()], records })
    const [identity] = [...view.identities({ kind: 'iam-role', scope: accountScope().id })]
    expect(identity && crossedPaths(view, identity).map(({ path }) => path)).toMatchObject([
      {
        verdict: 'proven',
        target: 'projects/acme-prod',
        hops: [{ from: roleArn('deployer'), to: own }, { to: 'deploy@acme-prod.iam.gserviceaccount.com' }],
      },
    ])
  })
})

describe('identities of Microsoft', () => {
  const ofEntra = (input: Parameters<typeof gcpProvider>[0] = {}) =>
    gcpProvider({
      pool: 'clouds',
      name: 'entra',
      issuer: `https://sts.windows.net/${tenantId}/`,
      audiences: ['api://gcp'],
      mapping: {
        'google.subject': 'assertion.sub',
        'attribute.tenant': 'assertion.tid',
        'attribute.groups': 'assertion.groups',
      },
      ...input,
    })

  function takenBy(provider: Records, member: string): readonly string[] {
    const records = [...ground, provider, trusts(member), servicePrincipal({ name: 'ci' })].flat()
    const view = viewOf({ scope: gcpScope(), scopes: [tenantScope()], records })
    const [identity] = [...view.identities({ kind: 'service-principal', scope: tenantScope().id })]
    if (identity === undefined) throw new Error('there is a service principal')
    return gcpDoorsFor(view, identity).map(({ taken }) => taken)
  }

  const ci = subject(objectIdOf('service-principal', 'ci'))
  test.each([
    ['the one that is named', ofEntra(), ci, ['yes']],
    ['another', ofEntra(), subject(objectIdOf('service-principal', 'other')), []],
    [
      'the younger form of the issuer',
      ofEntra({ issuer: `https://login.microsoftonline.com/${tenantId}/v2.0` }),
      ci,
      ['yes'],
    ],
    ['another tenant', ofEntra({ issuer: 'https://sts.windows.net/00000000-0000-0000-0000-000000000001/' }), ci, []],
    ['the tenant, which all of its applications share', ofEntra(), set(`attribute.tenant/${tenantId}`), ['yes']],
    ['a group that nobody knows it to be in', ofEntra(), set('attribute.groups/ops'), ['unclear']],
    ['a provider for no audience of the tenant', ofEntra({ audiences: [] }), ci, []],
  ])('%s', (_, provider, member, expected) => {
    expect(takenBy(provider, member)).toEqual(expected)
  })
})
