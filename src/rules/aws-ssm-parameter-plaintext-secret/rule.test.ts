import { testRule } from '../../../test/support/rule-tester.ts'
import { gap } from '../../../test/support/aws-records.ts'
import { parameter } from '../../../test/support/aws-resources.ts'
import { rule } from './rule.ts'

testRule(rule, {
  fail: [
    {
      name: 'a password',
      records: [parameter()],
      message: 'Parameter /orders/prod/db-password is a plain String, and its name says it is a secret.',
      severity: 'high',
      confidence: 'possible',
      remediation: 'aws ssm put-parameter --region eu-west-1 --name /orders/prod/db-password --type SecureString',
    },
    { name: 'a list', records: [parameter({ name: 'API_TOKEN', type: 'StringList' })] },
  ],
  pass: [
    { name: 'encrypted', records: [parameter({ type: 'SecureString' })] },
    { name: 'a setting', records: [parameter({ name: '/orders/prod/log-level' })] },
    { name: 'about a secret', records: [parameter({ name: '/orders/prod/db-password-arn' })] },
  ],
  unknown: [
    {
      name: 'parameters were denied in a region',
      records: [parameter({ type: 'SecureString' }), gap({ step: 'parameters' })],
    },
  ],
  notApplicable: [{ name: 'published by AWS', records: [parameter({ name: '/aws/service/eks/token' })] }],
})
