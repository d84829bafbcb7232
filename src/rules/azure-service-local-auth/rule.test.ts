import { azureGap, keyedService } from '../../../test/support/azure-records.ts'
import { testRule } from '../../../test/support/rule-tester.ts'
import { unknown } from '../../model/index.ts'
import { rule } from './rule.ts'

const other = (service: string, name: string, more = {}) =>
  keyedService({ name, service, keysCreatedAt: unknown('unsupported'), ...more })

testRule(rule, {
  fail: [
    {
      name: 'a storage account with new keys',
      records: [keyedService()],
      message: 'Storage account shopdata is open to its account keys, past Entra ID and whom it knows.',
      severity: 'medium',
      data: { service: 'storage', keysMadeOn: '2026-10-01' },
      remediation: 'az storage account update --name shopdata --resource-group rg-shop --allow-shared-key-access false',
    },
    {
      name: 'a storage account with old keys',
      records: [keyedService({ keysCreatedAt: '2024-11-21T10:00:00Z' })],
      message: 'Storage account shopdata is open to its account keys, of which the oldest is 730 days old.',
      remediation: 'az storage account keys renew --ids',
    },
    {
      name: 'a limit of one’s own',
      records: [keyedService()],
      options: { maxKeyAgeDays: 30 },
      message: 'Storage account shopdata is open to its account keys, of which the oldest is 51 days old.',
    },
    {
      name: 'a registry with its admin user',
      records: [other('registry', 'acrshop')],
      message: 'Container registry acrshop is open to its admin user, past Entra ID and whom it knows.',
      remediation: 'az acr update --name acrshop --admin-enabled false',
    },
    {
      name: 'a cluster with local accounts',
      records: [other('kubernetes', 'aks-shop')],
      remediation: 'az aks update --name aks-shop --resource-group rg-shop --disable-local-accounts',
    },
    {
      name: 'a bus',
      records: [other('service-bus', 'sb-shop')],
      remediation: 'az servicebus namespace update --name sb-shop --resource-group rg-shop --disable-local-auth true',
    },
    {
      name: 'a database',
      records: [other('cosmos', 'cosmos-shop')],
      remediation: '--set properties.disableLocalAuth=true',
    },
    { name: 'a cache', records: [other('redis', 'redis-shop')], remediation: 'disableAccessKeyAuthentication=true' },
    { name: 'hubs', records: [other('event-hubs', 'eh-shop')], remediation: 'az eventhubs namespace update' },
    { name: 'settings', records: [other('app-configuration', 'appcs-shop')], remediation: 'az appconfig update' },
  ],
  pass: [{ name: 'Entra ID alone', records: [keyedService({ keysOpen: false })] }],
  unknown: [
    { name: 'the property was not read', records: [keyedService({ keysOpen: unknown('denied') })] },
    { name: 'some were not read', records: [keyedService({ keysOpen: false }), azureGap({ step: 'local-auth' })] },
  ],
  notApplicable: [{ name: 'an AI account', records: [keyedService({ service: 'ai', serviceKind: 'OpenAI' })] }],
})
