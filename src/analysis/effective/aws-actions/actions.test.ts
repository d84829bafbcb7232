import { expect, test } from 'vitest'
import {
  actionFacts,
  actionsOf,
  arnFormats,
  carriesKey,
  expandAction,
  iamDataDate,
  obeysResourceControl,
  serviceTitle,
  services,
} from './index.ts'
import { unknownActions } from './unknown.ts'

test('iam:PassRole is what AWS says it is, in any case', () => {
  expect(actionFacts('IAM:passrole')).toEqual({
    name: 'iam:PassRole',
    level: 'Write',
    resourceTypes: ['role'],
    conditionKeys: expect.arrayContaining([
      'iam:PassedToService',
      'iam:AssociatedResourceArn',
      'iam:ResourceTag/${TagKey}',
    ]),
    dependentActions: [],
  })
})

test('ec2:DescribeInstances can be held to no resource', () => {
  expect(actionFacts('ec2:DescribeInstances')).toMatchObject({ level: 'List', resourceTypes: [] })
})

test.each([
  ['iam:AttachRolePolicy', 'Permissions management'],
  ['ec2:CreateTags', 'Tagging'],
  ['s3:GetObject', 'Read'],
])('%s is of the level %s', (action, level) => {
  expect(actionFacts(action)?.level).toBe(level)
})

test('patterns cover what AWS names, whatever their case', () => {
  const gets = expandAction('S3:get*')
  expect(gets).toContain('s3:GetObject')
  expect(gets).toContain('s3:GetBucketPolicy')
  expect(gets).not.toContain('s3:PutObject')
  expect(expandAction('iam:CreateAccessKe?')).toEqual(['iam:CreateAccessKey'])
  expect(expandAction('iam:passROLE')).toEqual(['iam:PassRole'])
  expect(expandAction('s3*:GetObject')).toEqual(['s3:GetObject', 's3-object-lambda:GetObject', 's3-outposts:GetObject'])
  expect(expandAction('iam:*')).toEqual(actionsOf('IAM')?.map(({ name }) => name))
  expect(expandAction('*').length).toBeGreaterThan(15_000)
  expect(expandAction('*:*')).toEqual(expandAction('*'))
})

test.each(['s3:GetObjekt', 'nosuch:*', 'GetObject', 'iam', 'iam*', '', 'constructor:GetObject', 's3:get.bject', '[*'])(
  'the pattern %j covers nothing',
  (pattern) => {
    expect(expandAction(pattern)).toEqual([])
  },
)

test('what is not known is undefined, not empty', () => {
  expect(actionFacts('s3:GetObjekt')).toBeUndefined()
  expect(actionFacts('nosuch:Thing')).toBeUndefined()
  expect(actionFacts('__proto__:Thing')).toBeUndefined()
  expect(actionsOf('nosuch')).toBeUndefined()
  expect(serviceTitle('nosuch')).toBeUndefined()
  expect(arnFormats('lambda', 'nosuch')).toEqual([])
})

test('services have titles, and resource types their ARN formats', () => {
  expect(services().length).toBeGreaterThan(400)
  expect(services()).toEqual(services().toSorted())
  expect(serviceTitle('S3')).toBe('Amazon S3')
  expect(arnFormats('lambda', 'Function')).toEqual([
    'arn:${Partition}:lambda:${Region}:${Account}:function:${FunctionName}',
  ])
  expect(arnFormats('lex', 'bot')).toHaveLength(2)
})

test.each<[string, string, boolean]>([
  ['iam:PassRole', 'iam:PassedToService', true],
  ['iam:AttachRolePolicy', 'IAM:policyarn', true],
  ['iam:AttachRolePolicy', 'iam:PassedToService', false],
  ['sts:AssumeRole', 'sts:ExternalId', true],
  ['iam:CreateUser', 'sts:ExternalId', false],
  ['s3:GetObject', 's3:ExistingObjectTag/team', true],
  ['s3:GetObject', 's3:prefix', false],
  ['secretsmanager:GetSecretValue', 'secretsmanager:ResourceTag/team', true],
  ['iam:PassRole', 'aws:SourceIp', true],
  // Session keys come with the caller, whatever it asks.
  ['iam:CreateUser', 'ec2:SourceInstanceArn', true],
  ['sts:AssumeRoleWithWebIdentity', 'token.actions.githubusercontent.com:sub', true],
  ['sts:AssumeRoleWithWebIdentity', 'gitlab.example.org:sub', true],
  ['sts:AssumeRoleWithSAML', 'SAML:aud', true],
  // Neither a new action nor a new key may be taken for absent.
  ['iam:BrandNew', 'iam:PassedToService', true],
  ['iam:CreateUser', 'iam:BrandNewKey', true],
])('%s can carry %s: %j', (action, key, carried) => {
  expect(carriesKey(action, key)).toBe(carried)
})

test('resource control policies bind the services that AWS lists', () => {
  expect(obeysResourceControl('S3')).toBe(true)
  expect(obeysResourceControl('sts')).toBe(true)
  expect(obeysResourceControl('ec2')).toBe(false)
})

test('the data has a day', () => {
  expect(iamDataDate).toMatch(/^20\d\d-\d\d-\d\d$/)
})

test('unknown actions are told with their statement, and why they are unknown', () => {
  const found = unknownActions({
    Statement: [
      { Effect: 'Allow', Action: ['s3:Get*', 's3:GetObjekt', '*', 'nosuch:Run'], Resource: '*' },
      { Effect: 'Deny', NotAction: ['iam:Frob*', 'IAM:GETUSER', 'GetObject'], Resource: '*' },
    ],
  })
  expect(found).toEqual([
    { pattern: 's3:GetObjekt', statement: 0, because: 'action' },
    { pattern: 'nosuch:Run', statement: 0, because: 'service' },
    { pattern: 'iam:Frob*', statement: 1, because: 'action' },
    { pattern: 'GetObject', statement: 1, because: 'service' },
  ])
})
