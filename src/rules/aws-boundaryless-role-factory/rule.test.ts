import { testRule } from '../../../test/support/rule-tester.ts'
import { accessKey } from '../../../test/support/aws-credentials.ts'
import { gap, role, user } from '../../../test/support/aws-records.ts'
import { rule } from './rule.ts'

const make = { Effect: 'Allow', Action: ['iam:CreateRole', 'iam:PutRolePolicy'], Resource: '*' } as const
const edge = 'arn:aws:iam::111122223333:policy/edge'
const bounded = { StringEquals: { 'iam:PermissionsBoundary': edge } }
const within = (path: string) => `arn:aws:iam::111122223333:role/${path}`

testRule(rule, {
  fail: [
    {
      name: 'creates roles and writes their policies',
      records: [role({ inline: [make] })],
      message:
        'deploy can make a new role that no boundary holds and give it any permission (iam:CreateRole and iam:PutRolePolicy).',
      severity: 'high',
      confidence: 'proven',
      remediation: 'iam:PermissionsBoundary',
    },
    {
      name: 'only below a path, which is enough',
      records: [role({ inline: [{ ...make, Resource: within('apps/*') }] })],
      data: { example: within('apps/muster-probe') },
    },
    {
      name: 'makes users with keys, and holds a static key',
      records: [
        user({
          inline: [
            {
              Effect: 'Allow',
              Action: ['iam:CreateUser', 'iam:AttachUserPolicy', 'iam:CreateAccessKey'],
              Resource: '*',
            },
          ],
        }),
        accessKey(),
      ],
      message:
        'ci-deploy can make a new user that no boundary holds and give it any permission (iam:CreateUser, iam:AttachUserPolicy and iam:CreateAccessKey).',
      severity: 'high',
    },
    {
      name: 'a boundary on creation alone, where it can arm the same role without one',
      records: [
        role({
          inline: [
            { ...make, Action: 'iam:CreateRole' },
            { ...make, Action: 'iam:PutRolePolicy' },
          ],
        }),
      ],
    },
    {
      name: 'only from some addresses',
      records: [role({ inline: [{ ...make, Condition: { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } } }] })],
      confidence: 'possible',
      data: { verdict: 'conditional' },
    },
  ],
  pass: [
    { name: 'must set the boundary', records: [role({ inline: [{ ...make, Condition: bounded }] })] },
    {
      name: 'must set the boundary when it creates; others it cannot name',
      records: [
        role({
          inline: [
            { ...make, Action: 'iam:CreateRole', Condition: bounded },
            { ...make, Action: 'iam:PutRolePolicy', Condition: bounded },
          ],
        }),
      ],
    },
    {
      name: 'creates here, arms there',
      records: [
        role({
          inline: [
            { Effect: 'Allow', Action: 'iam:CreateRole', Resource: within('apps/*') },
            { Effect: 'Allow', Action: 'iam:PutRolePolicy', Resource: within('other/*') },
          ],
        }),
      ],
    },
    {
      name: 'may attach one harmless policy only',
      records: [
        role({
          inline: [
            { Effect: 'Allow', Action: 'iam:CreateRole', Resource: '*' },
            {
              Effect: 'Allow',
              Action: 'iam:AttachRolePolicy',
              Resource: '*',
              Condition: { ArnEquals: { 'iam:PolicyARN': 'arn:aws:iam::aws:policy/ReadOnlyAccess' } },
            },
          ],
        }),
      ],
    },
    {
      name: 'a Deny for whatever has no boundary',
      records: [
        role({
          inline: [
            make,
            {
              Effect: 'Deny',
              Action: 'iam:CreateRole',
              Resource: '*',
              Condition: { StringNotEquals: { 'iam:PermissionsBoundary': edge } },
            },
          ],
        }),
      ],
    },
    {
      name: 'creates roles and can give them nothing',
      records: [role({ inline: [{ ...make, Action: 'iam:CreateRole' }] })],
    },
  ],
  unknown: [
    {
      name: 'an attached policy that was not read',
      records: [role({ attached: ['arn:aws:iam::111122223333:policy/x'] })],
    },
    { name: 'the details have a gap', records: [role(), gap({ step: 'identities' })] },
  ],
  notApplicable: [
    { name: 'an administrator', records: [role({ inline: [{ Effect: 'Allow', Action: '*', Resource: '*' }] })] },
    { name: 'a service-linked role', records: [role({ path: '/aws-service-role/x.amazonaws.com/', inline: [make] })] },
  ],
})
