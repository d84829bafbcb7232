import { testRule } from '../../../test/support/rule-tester.ts'
import { gap, organizationScope, policy, role, user } from '../../../test/support/aws-records.ts'
import { rule } from './rule.ts'

const allow = (Action: string | readonly string[]) => ({ Effect: 'Allow', Action, Resource: '*' }) as const
const own = 'arn:aws:iam::111122223333:policy/sync'
const message = (actions: string) =>
  `Policies of account 111122223333 name what AWS did not list among its actions on 2026-09-26: ${actions}.`

testRule(rule, {
  fail: [
    {
      name: 'a misspelt action',
      records: [role({ inline: [allow(['s3:GetObjekt', 's3:GetObject'])] })],
      message: message('s3:GetObjekt'),
      severity: 'info',
      data: { places: ['s3:GetObjekt in inline of arn:aws:iam::111122223333:role/deploy'] },
    },
    {
      name: 'in a policy that two of them have, told once',
      records: [
        role({ attached: [own] }),
        user({ attached: [own] }),
        policy({ arn: own, statements: [allow('dynamodb:GetItems')] }),
      ],
      message: message('dynamodb:GetItems'),
      data: { places: [`dynamodb:GetItems in ${own}`] },
    },
    {
      name: 'a service that there is not, in a Deny',
      records: [role({ inline: [{ Effect: 'Deny', Action: 'dynamo:*', Resource: '*' }] })],
      message: message('dynamo:*'),
    },
  ],
  pass: [
    {
      name: 'names and patterns that are known',
      records: [role({ inline: [allow(['s3:Get*', 'S3:putobject', '*'])] })],
    },
    {
      name: 'nothing but what AWS wrote',
      records: [
        role({ inline: [allow('s3:GetObject')], attached: ['arn:aws:iam::aws:policy/Odd'] }),
        policy({ arn: 'arn:aws:iam::aws:policy/Odd', statements: [allow('odd:Thing')] }),
      ],
    },
  ],
  unknown: [
    {
      name: 'the details have a gap',
      records: [role({ inline: [allow('s3:GetObject')] }), gap({ step: 'identities' })],
    },
  ],
  notApplicable: [
    { name: 'an organization', records: [], scope: organizationScope() },
    { name: 'no policies', records: [role()] },
  ],
})
