import { testRule } from '../../../test/support/rule-tester.ts'
import { slackAgent, slackApp, slackApproval, slackGap } from '../../../test/support/slack-records.ts'
import { unknown } from '../../model/index.ts'
import { rule } from './rule.ts'

const agent = (scopes: readonly string[] | ReturnType<typeof unknown>, ai = slackAgent()) =>
  slackApp({ name: 'ChatGPT', scopes, ai, class: 'ai' })

testRule(rule, {
  fail: [
    {
      name: 'it listens where it was asked in',
      records: [agent(['assistant:write', 'channels:history', 'chat:write'])],
      message: 'ChatGPT hands models channels or files by channels:history.',
      severity: 'medium',
      confidence: 'proven',
      data: { vendor: 'OpenAI', kind: 'agent', writes: true },
      remediation: 'under which contract',
    },
    {
      name: 'direct messages',
      records: [agent(['assistant:write', 'im:history', 'files:read'])],
      message: 'ChatGPT hands models private conversations by im:history and files:read.',
      severity: 'high',
    },
    {
      name: 'it searches as the user, and is AI by its name alone',
      records: [agent(['search:read'], slackAgent({ confidence: 0.6, evidence: ['name ChatGPT'] }))],
      message: 'ChatGPT hands models all that the people see who let it in, by search:read.',
      severity: 'high',
      confidence: 'possible',
    },
  ],
  pass: [{ name: 'it is asked', records: [agent(['assistant:write', 'app_mentions:read', 'chat:write'])] }],
  unknown: [
    { name: 'nothing tells its scopes', records: [agent(unknown('denied'))] },
    {
      name: 'part of the log is missing',
      records: [agent(['chat:write']), slackApproval({ app: 'ChatGPT' }), slackGap({ step: 'integration-logs' })],
    },
  ],
  notApplicable: [
    { name: 'no sign of AI', records: [slackApp({ scopes: ['channels:history'] })] },
    { name: 'it is off', records: [slackApp({ scopes: ['channels:history'], ai: slackAgent(), enabled: false })] },
  ],
})
