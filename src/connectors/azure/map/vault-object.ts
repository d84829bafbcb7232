/** What a vault holds, by name and dates. */
import type { VaultObjectFacts } from '../../../model/facts/azure.ts'
import { unknown } from '../../../model/index.ts'
import { nameIn } from '../each.ts'
import { idOf, placeOf } from '../place.ts'
import type { AzureContext } from '../place.ts'
import type { VaultObjectRow } from '../routes/resource-children.ts'
import { secondsIn } from './seconds.ts'

/** A certificate's secret has the certificate's form: https://learn.microsoft.com/azure/key-vault/certificates/about-certificates */
export function isOfCertificate({ properties }: VaultObjectRow): boolean {
  return /^application\/x-(?:pkcs12|pem-file)$/i.test(properties.contentType ?? '')
}

export function emitVaultObject(
  context: AzureContext,
  vault: string,
  kind: 'vault-secret' | 'vault-key',
  row: VaultObjectRow,
  managed: boolean,
): void {
  const attributes = row.properties.attributes ?? {}
  const folder = kind === 'vault-secret' ? 'secrets' : 'keys'
  const facts: VaultObjectFacts = {
    vault: nameIn(vault),
    objectName: row.name,
    enabled: attributes.enabled ?? unknown('not-collected'),
    createdAt: secondsIn(attributes.created),
    updatedAt: secondsIn(attributes.updated),
    // What has no end has none in the answer, unless the answer has no dates at all.
    expiresAt: row.properties.attributes != null && attributes.exp == null ? null : secondsIn(attributes.exp),
    managed,
  }
  context.emit({
    type: 'resource',
    id: idOf(context, kind, `${vault}/${folder}/${row.name}`),
    ...placeOf(context),
    kind,
    nativeId: `${facts.vault}/${row.name}`,
    name: row.name,
    facts,
  })
}
