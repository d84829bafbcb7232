import { testRule } from '../../../test/support/rule-tester.ts'
import { accessKey } from '../../../test/support/aws-credentials.ts'
import { gap, user } from '../../../test/support/aws-records.ts'
import { workload } from '../../../test/support/aws-resources.ts'
import { unknown } from '../../model/index.ts'
import { rule } from './rule.ts'

const holding = workload({ name: 'orders', facts: { accessKeyIds: ['AKIAIOSFODNN7EXAMPLE'] } })

testRule(rule, {
  fail: [
    {
      name: 'in the environment of a function',
      records: [accessKey({ lastUsedService: unknown('denied') }), user(), holding],
      message:
        'Key AKIAIOSFODNN7EXAMPLE of ci-deploy stands in the configuration of orders, which has a role to use instead.',
      severity: 'medium',
      confidence: 'proven',
      related: ['aws:111122223333:lambda:function:arn:aws:lambda:eu-west-1:111122223333:function:orders'],
    },
    {
      name: 'last used with ECR',
      records: [accessKey({ lastUsedService: 'ecr' }), user()],
      message:
        'Key AKIAIOSFODNN7EXAMPLE of ci-deploy was last used with ecr, as by whoever pushes and pulls container images; a role or OIDC may do instead.',
      confidence: 'possible',
    },
  ],
  pass: [
    {
      name: 'a key without its id, where no workload names one',
      records: [accessKey({ id: 'arn:aws:iam::111122223333:user/ci-deploy#1' }), user(), workload()],
    },
    { name: 'last used with S3', records: [accessKey(), user()] },
    { name: 'never used', records: [accessKey({ lastUsedService: null }), user()] },
    {
      name: 'a person who pulls images',
      records: [accessKey({ lastUsedService: 'ecr', user: 'kim' }), user({ name: 'kim', class: 'human' })],
    },
    { name: 'another key in a function', records: [accessKey({ id: 'AKIAOTHER' }), user(), holding] },
  ],
  unknown: [
    { name: 'the last use was not read', records: [accessKey({ lastUsedService: unknown('denied') }), user()] },
    { name: 'whose key it is was not read', records: [accessKey({ lastUsedService: 'ecr' })] },
    {
      name: 'a function names some key, and the id of this one was not read',
      records: [accessKey({ id: 'arn:aws:iam::111122223333:user/ci-deploy#1' }), user(), holding],
    },
    { name: 'workloads were not read', records: [accessKey(), user(), gap({ step: 'workloads' })] },
  ],
  notApplicable: [
    { name: 'an inactive key', records: [accessKey({ enabled: false }), user(), holding] },
    { name: 'a key of root', records: [accessKey({ user: 'root' })] },
  ],
})
