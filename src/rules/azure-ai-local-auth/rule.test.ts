import { azureGap, keyedService } from '../../../test/support/azure-records.ts'
import { testRule } from '../../../test/support/rule-tester.ts'
import { unknown } from '../../model/index.ts'
import { rule } from './rule.ts'

const type = 'microsoft.cognitiveservices/accounts'
const account = (more = {}) =>
  keyedService({ name: 'oai-shop', type, service: 'ai', serviceKind: 'OpenAI', property: 'disableLocalAuth', ...more })

testRule(rule, {
  fail: [
    {
      name: 'keys open an account with models',
      records: [account({ models: ['gpt-4o', 'text-embedding-3-large'] })],
      message:
        'AI account oai-shop, which serves gpt-4o and text-embedding-3-large, is open to API keys, which name no caller and never end.',
      severity: 'high',
      remediation: '--set properties.disableLocalAuth=true',
      data: { service: 'ai', models: ['gpt-4o', 'text-embedding-3-large'] },
    },
    {
      name: 'models were not read',
      records: [account({ models: unknown('not-collected') })],
      message: 'AI account oai-shop is open to API keys, which name no caller and never end.',
      severity: 'high',
    },
    { name: 'nothing is deployed', records: [account({ models: [] })], severity: 'medium' },
    { name: 'an account for speech', records: [account({ serviceKind: 'SpeechServices' })], severity: 'medium' },
    {
      name: 'a search service',
      records: [keyedService({ name: 'srch-shop', type: 'microsoft.search/searchservices', service: 'search' })],
      message: 'Search service srch-shop is open to API keys, which name no caller and never end.',
      remediation: 'az search service update --name srch-shop --resource-group rg-shop --disable-local-auth true',
    },
    {
      name: 'an endpoint of machine learning',
      records: [keyedService({ name: 'churn', service: 'machine-learning', property: 'authMode' })],
      remediation: 'aad_token',
    },
  ],
  pass: [{ name: 'Entra ID alone', records: [account({ keysOpen: false })] }],
  unknown: [
    { name: 'the property was not read', records: [account({ keysOpen: unknown('denied') })] },
    { name: 'some were not read', records: [account({ keysOpen: false }), azureGap({ step: 'local-auth' })] },
  ],
  notApplicable: [{ name: 'a storage account', records: [keyedService()] }],
})
