import { openaiAdminKey, openaiGap, openaiKey } from '../../../test/support/openai-records.ts'
import { testRule } from '../../../test/support/rule-tester.ts'
import { rule } from './rule.ts'

testRule(rule, {
  fail: [
    {
      name: 'production by its name',
      records: [openaiKey({ user: 'ben', projects: ['Shop production'] })],
      message: 'Key shop of the production project Shop production belongs to ben@acme.example, a person.',
      severity: 'low',
      confidence: 'possible',
      data: { by: 'name' },
      remediation: 'https://api.openai.com/v1/organization/projects/proj_shopproduction/service_accounts',
    },
    {
      name: 'production because somebody says so',
      records: [openaiKey({ user: 'ben' })],
      options: { production: ['Shop'] },
      confidence: 'proven',
      data: { by: 'option' },
    },
    { name: 'called nothing else', records: [openaiKey({ user: 'ben', projects: ['Prod'] })] },
  ],
  pass: [{ name: 'of a service account', records: [openaiKey({ projects: ['Shop production'] })] }],
  unknown: [
    { name: 'OpenAI names nobody', records: [openaiKey({ user: null, projects: ['Shop production'] })] },
    {
      name: 'some keys were not read',
      records: [openaiKey({ projects: ['Shop production'] }), openaiGap({ step: 'project-keys' })],
    },
  ],
  notApplicable: [
    { name: 'of a project that speaks of no environment', records: [openaiKey({ user: 'ben' })] },
    { name: 'of a laboratory', records: [openaiKey({ user: 'ben', projects: ['Lab'] })] },
    { name: 'an admin key', records: [openaiAdminKey()] },
  ],
})
