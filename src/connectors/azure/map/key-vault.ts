import type { KeyVaultFacts, VaultAccess } from '../../../model/facts/azure.ts'
import { partsOf } from '../place.ts'
import type { VaultRow } from '../routes/keyed-services.ts'
import { isSet } from './keyed-service.ts'
import { tagsOf } from './tags.ts'

/** Where it does not say that roles decide, policies do: https://learn.microsoft.com/azure/key-vault/general/rbac-guide */
export function keyVaultFacts({ id, name, tags, enableRbacAuthorization, accessPolicies }: VaultRow): KeyVaultFacts {
  const { subscriptionId, resourceGroup } = partsOf(id)
  return {
    resourceId: id.toLowerCase(),
    vaultName: name,
    subscriptionId,
    resourceGroup,
    tags: tagsOf(tags),
    rbac: isSet(enableRbacAuthorization),
    accessPolicies: (accessPolicies ?? []).map(accessOf).toSorted(byHolder),
  }
}

type PolicyRow = NonNullable<VaultRow['accessPolicies']>[number]

function accessOf({ objectId, tenantId, applicationId, permissions }: PolicyRow): VaultAccess {
  return {
    objectId: objectId.toLowerCase(),
    tenantId: tenantId?.toLowerCase() ?? '',
    applicationId: applicationId?.toLowerCase() || null,
    secrets: lowered(permissions?.secrets),
    keys: lowered(permissions?.keys),
    certificates: lowered(permissions?.certificates),
  }
}

function lowered(names: readonly string[] | null | undefined): readonly string[] {
  return [...new Set((names ?? []).map((name) => name.toLowerCase()))].toSorted()
}

function byHolder(a: VaultAccess, b: VaultAccess): number {
  const key = ({ objectId, applicationId }: VaultAccess): string => `${objectId} ${applicationId ?? ''}`
  return key(a) < key(b) ? -1 : 1
}
