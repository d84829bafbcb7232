import { aiFacet, oauthClient, workspaceScope } from '../../../test/support/gws-records.ts'
import { mcpServer } from '../../../test/support/mcp-records.ts'
import { testRule } from '../../../test/support/rule-tester.ts'
import { rule } from './rule.ts'

const scope = workspaceScope()
const options = { allowed: ['Anthropic', 'notes*'] }
const app = (name: string, more: object = {}) =>
  oauthClient({ name, class: 'ai', ai: aiFacet({ confidence: 0.9, ...more }) })

testRule(rule, {
  fail: [
    {
      name: 'a vendor that is not on the list',
      scope,
      records: [app('ChatGPT')],
      options,
      message: 'ChatGPT is AI of OpenAI, which is not on the list of what is sanctioned.',
      severity: 'medium',
      confidence: 'proven',
      data: { vendor: 'OpenAI', kind: 'model-integration' },
      remediation: 'Find out who brought ChatGPT in',
    },
    {
      name: 'a name that sounds like it',
      scope,
      records: [app('Copilot for mail', { confidence: 0.6, vendor: 'Microsoft' })],
      options,
      message: 'Copilot for mail may be AI, by name ChatGPT, and is not on the list of what is sanctioned.',
      severity: 'low',
      confidence: 'possible',
    },
  ],
  pass: [
    { name: 'a vendor on the list', scope, records: [app('Claude', { vendor: 'anthropic' })], options },
    { name: 'a name on the list', scope, records: [app('Notes and more')], options },
    {
      name: 'an id on the list',
      scope,
      records: [app('ChatGPT')],
      options: { allowed: ['555000111222-chatgpt.apps.googleusercontent.com'] },
    },
  ],
  unknown: [
    {
      name: 'a word in a name, of nobody that is known',
      scope,
      records: [app('Travel agent', { confidence: 0.4, vendor: 'unknown' })],
      options,
    },
  ],
  notApplicable: [
    { name: 'no list', scope, records: [app('ChatGPT')] },
    { name: 'no AI', scope, records: [oauthClient()], options },
    { name: 'a tool server, which has a list of its own', records: [mcpServer()], options },
  ],
})
