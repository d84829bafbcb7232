import {
  gcpAccountId,
  gcpApiKey,
  gcpGap,
  gcpGrant,
  gcpOrganization,
  gcpProject,
  gcpServiceAccount,
} from '../../../test/support/gcp-records.ts'
import { testRule } from '../../../test/support/rule-tester.ts'
import { unknown } from '../../model/index.ts'
import { rule } from './rule.ts'

const email = 'deploy@acme-prod.iam.gserviceaccount.com'
const gemini = 'generativelanguage.googleapis.com'
const translate = ['translate.googleapis.com']
const withGemini = [gcpOrganization(), gcpProject({ services: [gemini, 'translate.googleapis.com'] })]
const bound = { boundTo: email }

testRule(rule, {
  fail: [
    {
      name: 'without any restriction',
      records: [gcpApiKey()],
      message: 'API key maps of project acme-prod calls every service that the project has enabled, from anywhere.',
      severity: 'high',
      data: { models: [], bound: false },
      remediation: 'gcloud services api-keys update projects/',
    },
    {
      name: 'held to a site, and to no service',
      records: [gcpApiKey({ application: 'browser' })],
      message: 'API key maps of project acme-prod calls every service that the project has enabled.',
      severity: 'high',
    },
    {
      name: 'held to a service, and to no application',
      records: [gcpApiKey({ services: translate })],
      message: 'API key maps of project acme-prod calls translate.googleapis.com from anywhere.',
      severity: 'medium',
    },
    {
      name: 'of Gemini, from anywhere',
      records: [gcpApiKey({ services: [gemini], ...bound }), gcpServiceAccount()],
      message: `API key maps of project acme-prod calls generativelanguage.googleapis.com from anywhere, as ${email}.`,
      severity: 'high',
      related: [gcpAccountId('deploy')],
      data: { models: [gemini], bound: true, account: email },
    },
    {
      name: 'as an account, in a project with Gemini',
      records: [gcpApiKey(bound), gcpServiceAccount(), ...withGemini],
      message: `API key maps of project acme-prod calls every service that the project has enabled, from anywhere, as ${email}.`,
      severity: 'critical',
    },
    {
      name: 'of no account, in a project with Gemini, which refuses it',
      records: [gcpApiKey(), ...withGemini],
      severity: 'high',
      data: { models: [] },
    },
    {
      name: 'as an account that owns the project',
      records: [gcpApiKey(bound), gcpServiceAccount(), gcpProject(), gcpGrant({ role: 'roles/owner' })],
      severity: 'critical',
    },
    {
      name: 'what the project has enabled was not asked',
      records: [gcpApiKey(bound), gcpServiceAccount(), gcpProject({ services: unknown('not-collected') })],
      severity: 'high',
    },
    {
      name: 'to no application, and its services were not read',
      records: [gcpApiKey({ services: unknown('failed') })],
      message: 'API key maps of project acme-prod calls what was not read from anywhere.',
      severity: 'medium',
    },
  ],
  pass: [
    { name: 'held to a service and to a site', records: [gcpApiKey({ services: translate, application: 'browser' })] },
    {
      name: 'held to a service and to addresses, as an account',
      records: [gcpApiKey({ services: [gemini], application: 'server', ...bound }), gcpServiceAccount()],
    },
  ],
  unknown: [
    {
      name: 'its services were not read',
      records: [gcpApiKey({ services: unknown('failed'), application: 'server' })],
    },
    {
      name: 'its application was not read',
      records: [gcpApiKey({ services: translate, application: unknown('failed') })],
    },
    { name: 'nobody told whose it is', records: [gcpApiKey({ boundTo: unknown('failed') })] },
    { name: 'its account was not read', records: [gcpApiKey(bound), gcpGap({ step: 'service-accounts' })] },
    {
      name: 'some keys were not read',
      records: [gcpApiKey({ services: translate, application: 'ios' }), gcpGap({ step: 'api-keys' })],
    },
  ],
  notApplicable: [
    { name: 'switched off', records: [gcpApiKey({ enabled: false })] },
    { name: 'its account is disabled', records: [gcpApiKey(bound), gcpServiceAccount({ enabled: false })] },
  ],
})
