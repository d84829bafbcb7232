import { azureGap, keyVault, vaultSecret } from '../../../test/support/azure-records.ts'
import { testRule } from '../../../test/support/rule-tester.ts'
import { unknown } from '../../model/index.ts'
import { rule } from './rule.ts'

const old = '2024-11-21T10:00:00Z'

testRule(rule, {
  fail: [
    {
      name: 'without an end',
      records: [vaultSecret({ expiresAt: null })],
      message: 'Secret db-password of the vault kv-shop never ends.',
      severity: 'medium',
      data: { endless: true, changedOn: '2026-06-01' },
      remediation: 'az keyvault secret set-attributes --vault-name kv-shop --name db-password --expires "$END_DATE"',
    },
    {
      name: 'not changed for two years',
      records: [vaultSecret({ updatedAt: old })],
      message: 'Secret db-password of the vault kv-shop was last changed 730 days ago.',
    },
    {
      name: 'both',
      records: [vaultSecret({ updatedAt: old, expiresAt: null })],
      message: 'Secret db-password of the vault kv-shop never ends and was last changed 730 days ago.',
    },
    {
      name: 'a key',
      records: [vaultSecret({ kind: 'vault-key', name: 'signing', expiresAt: null })],
      message: 'Key signing of the vault kv-shop never ends.',
      remediation: 'az keyvault key rotate --vault-name kv-shop --name signing',
    },
    { name: 'never changed since it was made', records: [vaultSecret({ updatedAt: null, createdAt: old })] },
    { name: 'a limit of one’s own', records: [vaultSecret()], options: { maxDays: 90 } },
    { name: 'old, its end not known', records: [vaultSecret({ updatedAt: old, expiresAt: unknown('failed') })] },
  ],
  pass: [{ name: 'of this year, with an end', records: [vaultSecret()] }],
  unknown: [
    { name: 'its end was not read', records: [vaultSecret({ expiresAt: unknown('failed') })] },
    { name: 'its last change was not read', records: [vaultSecret({ updatedAt: unknown('failed') })] },
    { name: 'a vault was not read', records: [vaultSecret(), azureGap({ step: 'key-vault-objects' })] },
  ],
  notApplicable: [
    { name: 'disabled', records: [vaultSecret({ enabled: false, expiresAt: null })] },
    { name: 'kept for a certificate', records: [vaultSecret({ managed: true, expiresAt: null })] },
    { name: 'ended', records: [vaultSecret({ expiresAt: '2026-11-01T00:00:00Z', updatedAt: old })] },
    { name: 'the vault itself', records: [keyVault()] },
  ],
})
