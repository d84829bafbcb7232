import { workload } from '../../../test/support/aws-resources.ts'
import { testRule } from '../../../test/support/rule-tester.ts'
import { gap, policy, role } from '../../../test/support/aws-records.ts'
import { unknown } from '../../model/index.ts'
import { rule } from './rule.ts'

const agent = workload({ kind: 'bedrock:agent', name: 'helpdesk', role: 'helper' })
const trust = [{ Effect: 'Allow', Principal: { Service: 'bedrock.amazonaws.com' }, Action: 'sts:AssumeRole' }] as const
const allow = (Action: string | readonly string[], Resource = '*') => ({ Effect: 'Allow', Action, Resource }) as const
const helper = (...inline: readonly ReturnType<typeof allow>[]) => role({ name: 'helper', trust, inline })
const edge = 'arn:aws:iam::111122223333:policy/edge'

testRule(rule, {
  fail: [
    {
      name: 'an administrator',
      records: [agent, helper(allow('*'))],
      message: 'Agent helpdesk runs as helper, an administrator of the account.',
      severity: 'critical',
      remediation: 'put-role-permissions-boundary',
    },
    {
      name: 'becomes an administrator',
      records: [agent, helper(allow('iam:AttachRolePolicy'))],
      message: 'Agent helpdesk runs as helper, which becomes an administrator by iam-009.',
      severity: 'high',
    },
    {
      name: 'reads all objects',
      records: [agent, helper(allow('s3:GetObject'))],
      message: 'Agent helpdesk runs as helper, which reads the secrets or data of the whole account.',
      severity: 'high',
    },
    {
      name: 'holds a whole service',
      records: [agent, helper(allow(['sqs:*', 'sns:*']))],
      message: 'Agent helpdesk runs as helper, which may do everything in sns and sqs.',
      severity: 'medium',
    },
  ],
  pass: [
    { name: 'calls models and its tools', records: [agent, helper(allow('bedrock:*'), allow('sqs:SendMessage'))] },
    {
      name: 'a whole service on one resource',
      records: [agent, helper(allow('sqs:*', 'arn:aws:sqs:eu-west-1:111122223333:tickets'))],
    },
    {
      name: 'whole services within a boundary',
      records: [
        agent,
        role({ name: 'helper', trust, inline: [allow('*')], boundary: edge }),
        policy({ arn: edge, statements: [allow('sqs:SendMessage')] }),
      ],
    },
  ],
  unknown: [
    {
      name: 'its role was not told',
      records: [workload({ kind: 'bedrock:agent', name: 'helpdesk', facts: { roleArn: unknown('denied') } })],
    },
    { name: 'its role was not read', records: [agent] },
    {
      name: 'a policy of its role was not read',
      records: [agent, role({ name: 'helper', trust, attached: ['arn:aws:iam::111122223333:policy/x'] })],
    },
    { name: 'the details have a gap', records: [agent, helper(), gap({ step: 'identities' })] },
  ],
  notApplicable: [
    { name: 'an agent without a role', records: [workload({ kind: 'bedrock:agent', name: 'idle' })] },
    { name: 'another workload', records: [workload(), helper(allow('*'))] },
  ],
})
