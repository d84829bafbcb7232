import { testRule } from '../../../test/support/rule-tester.ts'
import { accessKey } from '../../../test/support/aws-credentials.ts'
import { gap, group, policy, role, user } from '../../../test/support/aws-records.ts'
import type { PolicyStatement } from '../../model/facts/aws.ts'
import { unknown } from '../../model/index.ts'
import { services } from '../../analysis/effective/aws-actions/index.ts'
import { rule } from './rule.ts'

const recent = '2026-11-20T10:00:00Z'
const old = '2026-03-02T08:00:00Z'
const used = (serviceLastAccessed: object) => ({ facts: { serviceLastAccessed } })
const allow = (...Action: string[]): readonly PolicyStatement[] => [{ Effect: 'Allow', Action, Resource: '*' }]
const work = allow('s3:GetObject', 'dynamodb:*', 'sqs:SendMessage')
const shared = 'arn:aws:iam::111122223333:policy/build'
const readOnly = 'arn:aws:iam::aws:policy/ReadOnlyAccess'
const reading = services()
  .slice(0, 60)
  .flatMap((service) => [`${service}:List*`, `${service}:Describe*`])

testRule(rule, {
  fail: [
    {
      name: 'two services of three',
      records: [role({ inline: work, ...used({ s3: recent, dynamodb: old, sqs: null }) })],
      message: 'Role deploy has not used dynamodb and sqs for more than 90 days: 2 of the 3 services that it may use.',
      severity: 'medium',
      data: { share: 67, unusedServices: 2, usedServices: ['s3'] },
      remediation: `put-role-policy --role-name deploy --policy-name inline --policy-document '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:GetObject"],"Resource":"*"}]}'`,
    },
    {
      name: 'everything, of which little is used',
      records: [role({ inline: allow('*'), ...used({ s3: recent, ec2: recent, sqs: null, iam: null }) })],
      message: 'Role deploy may do everything, and has used 2 services (ec2 and s3) in 90 days.',
    },
    {
      name: 'everything, of which nothing is told to be used, by a role that is',
      records: [role({ inline: allow('*'), ...used({ s3: null }) })],
      message: 'Role deploy may do everything, and has used none of what AWS tells of in 90 days.',
    },
    {
      name: 'the readings of most services',
      records: [
        role({
          attached: [readOnly],
          ...used({ ...Object.fromEntries(services().map((service) => [service, null])), ec2: recent }),
        }),
        policy({ arn: readOnly, statements: allow(...reading, 'ec2:Describe*') }),
      ],
      severity: 'low',
      remediation: 'aws iam detach-role-policy --role-name deploy --policy-arn arn:aws:iam::aws:policy/ReadOnlyAccess',
    },
    {
      name: 'a policy that another role has as well',
      records: [
        role({ attached: [shared], ...used({ s3: recent, sqs: old }) }),
        role({ name: 'other', attached: [shared] }),
        policy({ arn: shared, statements: allow('s3:*', 'sqs:*') }),
      ],
      related: [`aws:111122223333:iam:policy:${shared}`],
      remediation: 'aws iam create-policy --policy-name deploy-build-reduced',
    },
    {
      name: 'a policy of its own',
      records: [
        role({ attached: [shared], ...used({ s3: recent, sqs: old }) }),
        policy({ arn: shared, statements: allow('s3:*', 'sqs:*') }),
      ],
      remediation: `aws iam create-policy-version --policy-arn ${shared} --set-as-default`,
    },
    {
      name: 'a user with a key in use, by its group',
      records: [
        user({ groups: ['builders'], ...used({ s3: recent, sqs: null }) }),
        group({ name: 'builders', inline: allow('s3:*', 'sqs:*') }),
      ],
      message: 'User ci-deploy has not used sqs for more than 90 days: 1 of the 2 services that it may use.',
      remediation: 'aws iam remove-user-from-group --user-name ci-deploy --group-name builders',
    },
    {
      name: 'a user that used none of them, but its key',
      records: [user({ inline: allow('sqs:*'), ...used({ sqs: null }) }), accessKey({ lastUsedAt: recent })],
      remediation: 'aws iam delete-user-policy --user-name ci-deploy --policy-name inline',
    },
    {
      name: 'a longer limit',
      records: [role({ inline: work, ...used({ s3: recent, dynamodb: old, sqs: '2025-11-01T00:00:00Z' }) })],
      options: { maxDays: 365 },
      message: 'Role deploy has not used sqs for more than 365 days: 1 of the 3 services that it may use.',
    },
  ],
  pass: [
    { name: 'all are used', records: [role({ inline: work, ...used({ s3: recent, dynamodb: recent, sqs: recent }) })] },
    {
      name: 'what was not used only writes logs',
      records: [
        role({
          inline: allow('s3:*', 'logs:CreateLogGroup', 'logs:PutLogEvents', 'ec2:DescribeRegions'),
          ...used({ s3: recent, logs: null, ec2: null }),
        }),
      ],
    },
    {
      name: 'what was not used is out of the reach of its boundary',
      records: [
        role({ inline: work, boundary: shared, ...used({ s3: recent, dynamodb: null, sqs: recent }) }),
        policy({ arn: shared, statements: allow('s3:*', 'sqs:*') }),
      ],
    },
    {
      name: 'what was not used is denied',
      records: [
        role({
          inline: [...work, { Effect: 'Deny', Action: 'dynamodb:*', Resource: '*' }],
          ...used({ s3: recent, dynamodb: null, sqs: recent }),
        }),
      ],
    },
    {
      name: 'of the others AWS tells nothing',
      records: [role({ inline: work, ...used({ s3: recent }) })],
    },
    {
      name: 'a policy that AWS made for its agent',
      records: [
        role({
          attached: ['arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore'],
          ...used({ ssm: recent, ec2messages: null }),
        }),
        policy({
          arn: 'arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore',
          statements: allow('ssm:UpdateInstanceInformation', 'ec2messages:*'),
        }),
      ],
    },
    {
      name: 'roles were read here, whatever is hidden of others',
      records: [
        role({ inline: work, ...used({ s3: recent, dynamodb: recent, sqs: recent }) }),
        gap({ step: 'service-last-accessed' }),
      ],
    },
  ],
  unknown: [
    { name: 'nobody asked', records: [role({ inline: work })] },
    { name: 'asking was refused', records: [role({ inline: work }), gap({ step: 'service-last-accessed' })] },
    { name: 'AWS had nothing to tell', records: [role({ inline: work, ...used({}) })] },
    {
      name: 'nobody knows since when it exists',
      records: [role({ inline: work, createdAt: unknown('denied'), ...used({ s3: recent, sqs: null }) })],
    },
    {
      name: 'a policy was not read',
      records: [
        role({ attached: [shared], ...used({ s3: recent, sqs: null }) }),
        policy({ arn: shared, document: unknown('denied') }),
      ],
    },
    {
      name: 'the boundary was not read',
      records: [
        role({ inline: work, boundary: shared, ...used({ s3: recent, dynamodb: null, sqs: recent }) }),
        policy({ arn: shared, document: unknown('denied') }),
      ],
    },
    {
      name: 'nothing was used, and nobody knows whether the role was',
      records: [role({ inline: allow('sqs:*'), lastUsedAt: unknown('denied'), ...used({ sqs: null }) })],
    },
  ],
  notApplicable: [
    { name: 'no policies', records: [role({ ...used({}) })] },
    {
      name: 'younger than the limit',
      records: [role({ inline: work, createdAt: '2026-10-21T10:00:00Z', ...used({ s3: recent, sqs: null }) })],
    },
    {
      name: 'not used at all, which another rule tells',
      records: [role({ inline: work, lastUsedAt: old, ...used({ s3: old, dynamodb: null, sqs: null }) })],
    },
    {
      name: 'a user that is not used at all',
      records: [user({ inline: allow('sqs:*'), ...used({ sqs: null }) }), accessKey({ lastUsedAt: old })],
    },
    { name: 'a person', records: [user({ class: 'human', inline: work, ...used({ s3: recent, sqs: null }) })] },
    {
      name: 'a service-linked role',
      records: [role({ path: '/aws-service-role/x.amazonaws.com/', inline: work, ...used({ sqs: null }) })],
    },
    {
      name: 'a role of Identity Center',
      records: [role({ path: '/aws-reserved/sso.amazonaws.com/eu/', inline: work, ...used({ sqs: null }) })],
    },
    {
      name: 'what Muster runs as',
      records: [role({ inline: work, facts: { scanner: true, serviceLastAccessed: { s3: recent, sqs: null } } })],
    },
  ],
})
