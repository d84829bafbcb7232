import { testRule } from '../../../test/support/rule-tester.ts'
import { serviceCredential } from '../../../test/support/aws-credentials.ts'
import { gap, group, policy, user } from '../../../test/support/aws-records.ts'
import type { UserInput } from '../../../test/support/aws-records.ts'
import { unknown } from '../../model/index.ts'
import { rule } from './rule.ts'

const name = 'BedrockAPIKey-a1b2'
const held = (input: UserInput) => [serviceCredential({ user: name }), user({ name, ...input })]
const invoke = { Effect: 'Allow', Action: ['bedrock:InvokeModel'], Resource: '*' } as const
const own = 'arn:aws:iam::111122223333:policy/models'

testRule(rule, {
  fail: [
    {
      name: 'an administrator',
      records: held({ attached: ['arn:aws:iam::aws:policy/AdministratorAccess'] }),
      message:
        'Bedrock API key ACCAEXAMPLE123EXAMPLE belongs to BedrockAPIKey-a1b2, who is an administrator of the account.',
      severity: 'high',
      related: ['aws:111122223333:iam-user:arn:aws:iam::111122223333:user/BedrockAPIKey-a1b2'],
    },
    {
      name: 'all of Bedrock',
      records: held({ inline: [{ ...invoke, Action: 'bedrock:*' }] }),
      message: 'Bedrock API key ACCAEXAMPLE123EXAMPLE belongs to BedrockAPIKey-a1b2, who may do everything in Bedrock.',
    },
    {
      name: 'AmazonBedrockFullAccess',
      records: held({ attached: ['arn:aws:iam::aws:policy/AmazonBedrockFullAccess'] }),
    },
    {
      name: 'all of Bedrock, on all that is Bedrock’s',
      records: held({ inline: [{ ...invoke, Action: 'bedrock:*', Resource: 'arn:aws:bedrock:*:*:*' }] }),
    },
    {
      name: 'all of Bedrock within a boundary that leaves it',
      records: [
        ...held({ attached: ['arn:aws:iam::aws:policy/AmazonBedrockFullAccess'], boundary: own }),
        policy({ arn: own, statements: [{ ...invoke, Action: ['bedrock:*', 's3:*'] }] }),
      ],
    },
    {
      name: 'a policy that it may change for itself',
      records: held({ inline: [invoke, { Effect: 'Allow', Action: 'iam:PutUserPolicy', Resource: '*' }] }),
      message:
        'Bedrock API key ACCAEXAMPLE123EXAMPLE belongs to BedrockAPIKey-a1b2, who can make itself an administrator of the account.',
    },
    {
      name: 'by a group',
      records: [...held({ groups: ['ai'] }), group({ name: 'ai', inline: [{ ...invoke, Action: '*' }] })],
    },
  ],
  pass: [
    {
      name: 'a role may be handed to anything, which by itself is no way up',
      records: held({ inline: [invoke, { Effect: 'Allow', Action: 'iam:PassRole', Resource: '*' }] }),
    },
    {
      name: 'keys of its own may be made',
      records: held({
        inline: [
          { Effect: 'Allow', Action: 'iam:CreateAccessKey', Resource: `arn:aws:iam::111122223333:user/${name}` },
        ],
      }),
    },
    { name: 'models only', records: held({ inline: [invoke] }) },
    {
      name: 'all of Bedrock within a boundary for models',
      records: [
        ...held({ inline: [{ ...invoke, Action: 'bedrock:*' }], boundary: own }),
        policy({ arn: own, statements: [invoke] }),
      ],
    },
  ],
  unknown: [
    { name: 'the user was not read', records: [serviceCredential({ user: name })] },
    { name: 'a policy was not read', records: held({ attached: [own] }) },
    {
      name: 'a policy was denied',
      records: [...held({ attached: [own] }), policy({ arn: own, document: unknown('denied') })],
    },
    { name: 'identities have a gap', records: [...held({ inline: [invoke] }), gap({ step: 'identities' })] },
  ],
  notApplicable: [
    { name: 'inactive', records: [serviceCredential({ enabled: false })] },
    { name: 'a key of CloudWatch Logs', records: [serviceCredential({ service: 'logs.amazonaws.com' })] },
  ],
})
