import type { StepMeta } from '../../contract.ts'
import { each, nameIn, tellUnread } from '../each.ts'
import { emitVaultObject, isOfCertificate } from '../map/vault-object.ts'
import type { AzureContext } from '../place.ts'
import { all } from '../read.ts'
import { listVaultKeys, listVaultSecrets } from '../routes/resource-children.ts'

export const keyVaultObjectsMeta = {
  id: 'key-vault-objects',
  title: 'Secrets and keys of key vaults, by name and date',
  tier: 'creds',
  scopes: ['tenant'],
  needs: ['Microsoft.KeyVault/vaults/secrets/read', 'Microsoft.KeyVault/vaults/keys/read'],
  emits: ['key-vault-objects'],
  after: ['local-auth'],
} as const satisfies StepMeta

export async function keyVaultObjects(context: AzureContext): Promise<void> {
  const { vaults } = context.session.facts
  if (vaults === undefined) return tellUnread(context, 'Which key vaults')
  /** Names of certificates, by vault: a certificate has a secret and a key of its name. */
  const certificates = new Map<string, ReadonlySet<string>>()
  await each(context, vaults, { what: 'Secrets of', name: nameIn }, async (vault) => {
    const rows = await all(context, listVaultSecrets, { vault })
    certificates.set(vault, new Set(rows.filter(isOfCertificate).map(({ name }) => name)))
    for (const row of rows) emitVaultObject(context, vault, 'vault-secret', row, isOfCertificate(row))
  })
  await each(context, vaults, { what: 'Keys of', name: nameIn }, async (vault) => {
    const rows = await all(context, listVaultKeys, { vault })
    const managed = certificates.get(vault)
    for (const row of rows) emitVaultObject(context, vault, 'vault-key', row, managed?.has(row.name) === true)
  })
}
