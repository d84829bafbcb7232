import { describe, expect, it } from 'vitest'
import type { PolicyStatement } from '../../model/facts/aws.ts'
import { readTrust } from './aws-trust.ts'
import {
  namedAccounts,
  pinsCaller,
  pinsOnlyByExternalId,
  pinsOrganization,
  pinsSource,
  strangeSources,
} from './aws-trust-scope.ts'

type Condition = NonNullable<PolicyStatement['Condition']>

function trustOf(...statements: readonly Partial<PolicyStatement>[]) {
  return readTrust({
    Statement: statements.map((statement) => ({ Effect: 'Allow', Action: 'sts:AssumeRole', ...statement })),
  })
}

function anyoneWhere(Condition: Condition, ...more: readonly Partial<PolicyStatement>[]) {
  return trustOf({ Principal: '*', Condition }, ...more)[0]
}

describe('the principals of a trust policy', () => {
  it.each<[Partial<PolicyStatement>, object]>([
    [{ Principal: '*' }, { type: 'anyone' }],
    [{ Principal: { AWS: '*' } }, { type: 'anyone' }],
    [{ NotPrincipal: { AWS: '111122223333' } }, { type: 'anyone' }],
    [{ Principal: { AWS: '111122223333' } }, { type: 'account', account: '111122223333' }],
    [{ Principal: { AWS: 'arn:aws-cn:iam::111122223333:root' } }, { type: 'account', account: '111122223333' }],
    [
      { Principal: { AWS: ['arn:aws:iam::111122223333:role/a'] } },
      { type: 'iam', account: '111122223333', arn: 'arn:aws:iam::111122223333:role/a' },
    ],
    [{ Principal: { Service: 'lambda.amazonaws.com' } }, { type: 'service', service: 'lambda.amazonaws.com' }],
    [{ Principal: { AWS: 'AROAEXAMPLEEXAMPLE' } }, { type: 'deleted', id: 'AROAEXAMPLEEXAMPLE' }],
    [
      {
        Principal: { Federated: 'arn:aws:iam::111122223333:oidc-provider/gitlab.com' },
        Action: 'sts:AssumeRoleWithWebIdentity',
      },
      { type: 'oidc', issuer: 'gitlab.com', provider: 'arn:aws:iam::111122223333:oidc-provider/gitlab.com' },
    ],
    [
      { Principal: { Federated: 'accounts.google.com' }, Action: 'sts:*' },
      { type: 'oidc', issuer: 'accounts.google.com' },
    ],
    [
      { Principal: { Federated: 'cognito-identity.cn-north-1.amazonaws.com.cn' }, Action: 'sts:*' },
      { type: 'oidc', issuer: 'cognito-identity.cn-north-1.amazonaws.com.cn' },
    ],
    [
      { Principal: { Federated: 'arn:aws:iam::111122223333:saml-provider/okta' }, Action: ['sts:AssumeRoleWithSAML'] },
      { type: 'saml', provider: 'arn:aws:iam::111122223333:saml-provider/okta' },
    ],
  ])('%j', (statement, principal) => {
    expect(trustOf(statement).map((trust) => trust.principal)).toEqual([principal])
  })

  it('come in only by the action that is theirs', () => {
    expect(trustOf({ Principal: '*', Action: 'sts:TagSession' })).toEqual([])
    expect(trustOf({ Principal: { Federated: 'accounts.google.com' }, Action: 'sts:AssumeRole' })).toEqual([])
    expect(trustOf({ Principal: '*', Action: 'STS:assumerole' })).toHaveLength(1)
    expect(trustOf({ Principal: '*', Action: 'sts:Assume*' })).toHaveLength(1)
  })
})

describe('conditions that pin the caller', () => {
  it.each<[string, Condition, boolean]>([
    ['an organisation', { StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3' } }, true],
    ['keys in any case', { StringEquals: { 'AWS:principalorgid': 'o-a1b2c3' } }, true],
    ['an external id', { StringEquals: { 'sts:ExternalId': 'c0ffee' } }, true],
    ['an OU of an organisation', { 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': 'o-a1/r-1/ou-1/*' } }, true],
    ['roles of one account', { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/ci-*' } }, true],
    ['roles of that name anywhere', { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/ci' } }, false],
    ['any organisation', { StringLike: { 'aws:PrincipalOrgID': 'o-*' } }, false],
    ['a star that is a literal', { StringEquals: { 'aws:PrincipalOrgID': '*' } }, true],
    ['one open value among pinned ones', { StringLike: { 'aws:PrincipalOrgID': ['o-a1b2c3', '*'] } }, false],
    ['only if it exists', { StringEqualsIfExists: { 'aws:PrincipalOrgID': 'o-a1b2c3' } }, false],
    ['for all values', { 'ForAllValues:StringEquals': { 'aws:PrincipalOrgID': 'o-a1b2c3' } }, false],
    ['all but one organisation', { StringNotEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3' } }, false],
    ['an address', { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } }, false],
    ['a VPC', { StringEquals: { 'aws:SourceVpc': 'vpc-1' } }, true],
    ['any VPC', { StringLike: { 'aws:SourceVpc': '*' } }, false],
    ['an endpoint', { StringEquals: { 'aws:SourceVpce': ['vpce-1a2b', 'vpce-3c4d'] } }, true],
    [
      'only if it exists, and it must exist',
      { StringEqualsIfExists: { 'aws:PrincipalOrgID': 'o-1' }, Null: { 'aws:PrincipalOrgID': 'false' } },
      true,
    ],
    ['that there is an external id', { Null: { 'sts:ExternalId': 'false' } }, false],
    ['a tag that callers give themselves', { StringEquals: { 'aws:PrincipalTag/team': 'ci' } }, false],
    ['a session name', { StringEquals: { 'sts:RoleSessionName': 'ci' } }, false],
    ['sessions of one role', { StringLike: { 'aws:userid': 'AROAEXAMPLEEXAMPLE12:*' } }, true],
  ])('%s', (_, condition, pinned) => {
    expect(pinsCaller(anyoneWhere(condition)!)).toBe(pinned)
  })

  it('may stand in a Deny of everybody else', () => {
    const others: Partial<PolicyStatement> = {
      Effect: 'Deny',
      Principal: '*',
      Condition: { StringNotEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3' } },
    }
    expect(pinsCaller(anyoneWhere({}, others)!)).toBe(true)
    const butServices = {
      ...others,
      Condition: { ...others.Condition, BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' } },
    }
    expect(pinsCaller(anyoneWhere({}, butServices)!)).toBe(true)
    const onlyFromOutside = { ...others, Condition: { ...others.Condition, Bool: { 'aws:SecureTransport': 'false' } } }
    expect(pinsCaller(anyoneWhere({}, onlyFromOutside)!)).toBe(false)
    const either = (values: object) => anyoneWhere({}, { ...others, Condition: { StringNotEquals: { ...values } } })!
    const orTheirs = either({ 'aws:PrincipalOrgID': 'o-1', 'aws:PrincipalAccount': '999988887777' })
    expect(pinsCaller(orTheirs)).toBe(true)
    expect(pinsOrganization(orTheirs)).toBe(false)
    expect(namedAccounts(orTheirs)).toEqual(['999988887777'])
    expect(pinsCaller(either({ 'aws:PrincipalOrgID': 'o-1', 'aws:PrincipalTag/team': 'ops' }))).toBe(false)
    expect(pinsCaller(anyoneWhere({}, { ...others, Action: 'sts:TagSession' })!)).toBe(false)
  })

  it('a Deny without conditions closes the door', () => {
    expect(trustOf({ Principal: '*' }, { Effect: 'Deny', Principal: '*' })).toEqual([])
    const allButOne = { AWS: 'arn:aws:iam::111122223333:role/a' }
    expect(trustOf({ Principal: '*' }, { Effect: 'Deny', NotPrincipal: allButOne })).toEqual([])
    expect(trustOf({ Principal: allButOne }, { Effect: 'Deny', NotPrincipal: allButOne })).toHaveLength(1)
  })

  it('are told apart', () => {
    const external = anyoneWhere({ StringEquals: { 'sts:ExternalId': 'c0ffee' } })!
    expect(pinsOnlyByExternalId(external)).toBe(true)
    expect(pinsSource(external)).toBe(false)
    const service = trustOf({
      Principal: { Service: 'scheduler.amazonaws.com' },
      Condition: { ArnLike: { 'aws:SourceArn': 'arn:aws:scheduler:*:111122223333:schedule/*' } },
    })[0]!
    expect(pinsSource(service)).toBe(true)
    const account = anyoneWhere({ StringEquals: { 'aws:PrincipalAccount': ['111122223333'] } })!
    expect(namedAccounts(account)).toEqual(['111122223333'])
  })
})

describe('the accounts on whose behalf a service acts', () => {
  const own = (account: string) => account === '111122223333'
  const stranger = '123456789012'
  it.each<[string, Condition, readonly string[]]>([
    ['one’s own', { StringEquals: { 'aws:SourceAccount': '111122223333' } }, []],
    ['a stranger', { StringEquals: { 'aws:SourceAccount': stranger } }, [stranger]],
    ['both', { StringEquals: { 'aws:SourceAccount': ['111122223333', stranger] } }, [stranger]],
    ['a stranger’s resource', { ArnLike: { 'aws:SourceArn': `arn:aws:sns:*:${stranger}:*` } }, [stranger]],
    [
      'one’s own bucket',
      { ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::logs' }, StringEquals: { 'aws:SourceAccount': '111122223333' } },
      [],
    ],
    ['a bucket of nobody knows whom', { ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::logs' } }, []],
    [
      'a stranger of one’s organisation',
      { StringEquals: { 'aws:SourceAccount': stranger, 'aws:SourceOrgID': 'o-1' } },
      [],
    ],
    ['anybody', { StringLike: { 'aws:SourceAccount': '*' } }, []],
  ])('%s', (_, Condition, strangers) => {
    const [trust] = trustOf({ Principal: { Service: 'sns.amazonaws.com' }, Condition })
    expect(strangeSources(trust!, own)).toEqual(strangers)
  })
})
