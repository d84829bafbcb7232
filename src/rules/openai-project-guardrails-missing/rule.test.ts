import { openaiGap, openaiOrganization, openaiProject } from '../../../test/support/openai-records.ts'
import { testRule } from '../../../test/support/rule-tester.ts'
import { unknown } from '../../model/index.ts'
import { rule } from './rule.ts'

const open = { spendLimit: null, spendAlerts: 0 }
const listed = { models: { mode: 'allow_list', ids: ['gpt-6'] } }
const limit = { amount: 500, currency: 'USD', enforcing: false }

testRule(rule, {
  fail: [
    {
      name: 'no limit, no alert, every model',
      records: [openaiProject(open), openaiOrganization()],
      message: 'Nothing ends what project Shop spends, nobody is told, and it may call every model.',
      severity: 'low',
      data: { bounded: false, everyModel: true },
      remediation: '/organization/projects/proj_shop/spend_limit',
    },
    {
      name: 'no limit and no alert',
      records: [openaiProject({ ...open, ...listed }), openaiOrganization()],
      message: 'Nothing ends what project Shop spends, and nobody is told.',
    },
    {
      name: 'a limit that ends nothing',
      records: [openaiProject({ ...open, spendLimit: limit }), openaiOrganization({ spendLimit: limit })],
    },
    {
      name: 'every model, where that is asked for',
      records: [openaiProject(), openaiOrganization()],
      options: { requireModels: true },
      message: 'Project Shop may call every model.',
    },
  ],
  pass: [
    { name: 'a limit of its own', records: [openaiProject(), openaiOrganization()] },
    { name: 'an alert', records: [openaiProject({ ...open, spendAlerts: 1 }), openaiOrganization()] },
    {
      name: 'a limit of the organization',
      records: [openaiProject(open), openaiOrganization({ spendLimit: { ...limit, enforcing: true } })],
    },
    {
      name: 'some models, where that is asked for',
      records: [openaiProject(listed), openaiOrganization()],
      options: { requireModels: true },
    },
  ],
  unknown: [
    {
      name: 'limits were not asked for',
      records: [openaiProject({ ...open, spendLimit: unknown('not-collected') }), openaiOrganization()],
    },
    {
      name: 'limits of the organization were denied',
      records: [openaiProject(open), openaiOrganization({ spendAlerts: unknown('denied') })],
    },
    { name: 'the organization is not known', records: [openaiProject(open)] },
    {
      name: 'models were not read, where they are asked for',
      records: [openaiProject({ models: unknown('denied') }), openaiOrganization()],
      options: { requireModels: true },
    },
    {
      name: 'some were not read',
      records: [openaiProject(), openaiOrganization(), openaiGap({ step: 'project-limits' })],
    },
  ],
  notApplicable: [
    { name: 'archived', records: [openaiProject({ ...open, status: 'archived' }), openaiOrganization()] },
  ],
})
