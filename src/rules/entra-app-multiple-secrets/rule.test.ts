import {
  application,
  applicationCertificate,
  azureGap,
  clientSecret,
  guidOf,
  principalId,
  recently,
  servicePrincipal,
} from '../../../test/support/azure-records.ts'
import { testRule } from '../../../test/support/rule-tester.ts'
import { unknown } from '../../model/index.ts'
import { rule } from './rule.ts'

const app = [application(), servicePrincipal()]
const billing = clientSecret({ name: 'billing', createdAt: '2026-08-01T10:00:00Z', lastUsedAt: recently })
const reports = clientSecret({ name: 'reports', createdAt: '2026-09-22T10:00:00Z', lastUsedAt: null })
const fresh = clientSecret({ name: 'fresh', createdAt: '2026-11-10T10:00:00Z' })
const keyOf = (name: string): string => guidOf(`client-secret application shop-api ${name}`)

testRule(rule, {
  fail: [
    {
      name: 'two for two months',
      records: [...app, billing, reports],
      message: 'shop-api has had 2 client secrets side by side for 60 days.',
      severity: 'medium',
      data: { days: 60, secrets: [keyOf('billing'), keyOf('reports')] },
      related: [principalId('shop-api')],
      remediation: 'Take "reports" of 2026-09-22 away, which nothing was seen to use.',
    },
    {
      name: 'two, and a third that is new',
      records: [...app, billing, reports, fresh],
      message: 'shop-api has had 2 client secrets side by side for 60 days.',
      remediation: 'Take "billing" of 2026-08-01 away, last used 1 day ago, once its workload has moved.',
    },
    {
      name: 'nothing acts for the application here',
      records: [application({ hasPrincipal: false }), clientSecret({ name: 'a' }), clientSecret({ name: 'b' })],
      remediation: 'once nothing signs in with it',
    },
    {
      name: 'one used today',
      records: [...app, billing, clientSecret({ name: 'jobs', lastUsedAt: '2026-11-21T09:00:00Z' })],
      remediation: 'last used today',
    },
    { name: 'no overlap', records: [...app, billing, fresh], options: { overlapDays: 7 } },
  ],
  pass: [
    { name: 'one', records: [...app, billing] },
    { name: 'a rotation under way', records: [...app, billing, fresh] },
    { name: 'the other has expired', records: [...app, billing, clientSecret({ name: 'old', expiresAt: recently })] },
    { name: 'the other is a certificate', records: [...app, billing, applicationCertificate()] },
    { name: 'the other is of another application', records: [...app, billing, clientSecret({ app: 'warehouse' })] },
    { name: 'disabled', records: [application({ disabled: true }), billing, reports] },
  ],
  unknown: [
    {
      name: 'nobody told when one was made',
      records: [...app, billing, clientSecret({ createdAt: unknown('failed') })],
    },
    { name: 'nobody told when one ends', records: [...app, billing, clientSecret({ expiresAt: unknown('failed') })] },
    {
      name: 'some service principals were not read',
      records: [...app, billing, azureGap({ step: 'service-principals' })],
    },
    { name: 'none were', records: [application(), billing, reports, azureGap({ step: 'service-principals' })] },
    { name: 'some applications were not', records: [...app, billing, azureGap({ step: 'applications' })] },
  ],
  notApplicable: [
    { name: 'no secrets', records: app },
    { name: 'a certificate alone', records: [...app, applicationCertificate()] },
  ],
})
