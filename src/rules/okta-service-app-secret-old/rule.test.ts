import { oktaApp, oktaGap, oktaSecret, oktaService, oktaToken } from '../../../test/support/okta-records.ts'
import { testRule } from '../../../test/support/rule-tester.ts'
import { unknown } from '../../model/index.ts'
import { rule } from './rule.ts'

const recent = '2026-06-01T10:00:00Z'

testRule(rule, {
  fail: [
    {
      name: 'a secret',
      records: [oktaSecret({ createdAt: '2025-10-22T10:00:00Z' }), oktaApp()],
      message: 'Secret ocs1 of sync was made 395 days ago.',
      remediation: '/api/v1/apps/0oasync/credentials/secrets/ocs1/lifecycle/deactivate',
    },
    {
      name: 'a key',
      records: [oktaSecret({ kind: 'certificate', createdAt: '2025-10-22T10:00:00Z' }), oktaApp()],
      message: 'Key pks1 of sync was made 395 days ago.',
      remediation: '/credentials/jwks/pks1',
    },
    {
      name: 'of an integration',
      records: [oktaSecret({ of: 'log-export', on: 'api-service' }), oktaService()],
      remediation: '/integrations/api/v1/api-services/0oalog-export/credentials/secrets/ocs1',
    },
    { name: 'of an agent', records: [oktaSecret({ kind: 'certificate', on: 'ai-agent', of: 'bot' })] },
    {
      name: 'older than the organization wants',
      records: [oktaSecret({ createdAt: recent }), oktaApp()],
      options: { maxDays: 90 },
    },
  ],
  pass: [
    { name: 'of this year', records: [oktaSecret({ createdAt: recent }), oktaApp()] },
    {
      name: 'of an integration of this year',
      records: [oktaSecret({ createdAt: recent, of: 'log-export', on: 'api-service' }), oktaService()],
    },
  ],
  unknown: [
    {
      name: 'Okta does not tell when it was made',
      records: [oktaSecret({ createdAt: unknown('unsupported') }), oktaApp()],
    },
    { name: 'nor whether it is active', records: [oktaSecret({ enabled: unknown('unsupported') }), oktaApp()] },
    { name: 'not all were read', records: [oktaSecret({ createdAt: recent }), oktaGap({ step: 'app-secrets' })] },
  ],
  notApplicable: [
    { name: 'switched off', records: [oktaSecret({ enabled: false }), oktaApp()] },
    { name: 'of an application that is switched off', records: [oktaSecret(), oktaApp({ enabled: false })] },
    { name: 'a token', records: [oktaToken()] },
  ],
})
