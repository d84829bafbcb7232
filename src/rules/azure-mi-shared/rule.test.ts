import {
  azureGap,
  azureWorkload,
  federatedCredential,
  managedIdentity,
  workloadArm,
} from '../../../test/support/azure-records.ts'
import { testRule } from '../../../test/support/rule-tester.ts'
import { unknown } from '../../model/index.ts'
import { rule } from './rule.ts'

const attached = (...names: readonly string[]) => [
  managedIdentity({ attachedTo: names.map((name) => workloadArm(name)) }),
  ...names.map((name) => azureWorkload({ name, identities: ['id-shop'] })),
]
const six = ['api', 'basket', 'cart', 'mail', 'search', 'web']

testRule(rule, {
  fail: [
    {
      name: 'six apps',
      records: attached(...six),
      message: 'Managed identity id-shop is used by 6 workloads: api, basket, cart, mail and 2 more.',
      severity: 'medium',
      data: { count: 6, workloads: six },
    },
    {
      name: 'by tag in production and in test',
      records: [
        managedIdentity(),
        azureWorkload({ name: 'api', tags: { environment: 'production' }, identities: ['id-shop'] }),
        azureWorkload({ name: 'trial', tags: { Env: 'test' }, identities: ['id-shop'] }),
      ],
      message: 'Managed identity id-shop is used in production and outside it: api and trial.',
      severity: 'high',
      confidence: 'proven',
    },
    {
      name: 'by name in production and in test',
      records: attached('api-prod', 'api-test'),
      severity: 'high',
      confidence: 'possible',
    },
    {
      name: 'service accounts and repositories count',
      records: [
        ...attached('api', 'web'),
        federatedCredential({ identity: 'id-shop', name: 'a', subject: 'system:serviceaccount:shop:mail' }),
        federatedCredential({ identity: 'id-shop', name: 'b', subject: 'system:serviceaccount:shop:search' }),
        federatedCredential({ identity: 'id-shop', name: 'c' }),
        federatedCredential({ identity: 'id-shop', name: 'd', subject: 'repo:acme/shop:environment:prod' }),
      ],
      options: { maxWorkloads: 4 },
      message: 'Managed identity id-shop is used by 5 workloads: api, web, acme/shop, shop:mail and shop:search.',
    },
  ],
  pass: [
    { name: 'two apps', records: attached('api', 'web') },
    {
      name: 'machines that are counted through, and slots',
      records: [
        ...attached('vm-web-01', 'vm-web-02', 'vm-web-03', 'vm-web-04', 'vm-web-05', 'vm-web-06'),
        azureWorkload({
          name: 'web/staging',
          resourceId: `${workloadArm('web')}/slots/staging`,
          identities: ['id-shop'],
        }),
      ],
    },
  ],
  unknown: [
    { name: 'what it is attached to was not read', records: [managedIdentity({ attachedTo: unknown('denied') })] },
    { name: 'some workloads were not read', records: [...attached('api'), azureGap({ step: 'workloads' })] },
  ],
  notApplicable: [
    { name: 'the own identity of an app', records: [managedIdentity({ assigned: 'system' })] },
    { name: 'attached to nothing', records: [managedIdentity()] },
    { name: 'switched off', records: [managedIdentity({ enabled: false, attachedTo: unknown('denied') })] },
  ],
})
