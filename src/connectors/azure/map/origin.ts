/** Whose an application is: told by the tenant that owns it. */
import type { EntraOrigin } from '../../../model/facts/entra.ts'

/** https://learn.microsoft.com/troubleshoot/entra/entra-id/governance/verify-first-party-apps-sign-in */
const microsofts: ReadonlySet<string> = new Set([
  'f8cdef31-a31e-4b4a-93e4-5f571e91255a',
  '72f988bf-86f1-41af-91ab-2d7cd011db47',
])

export function originOf(ownerTenant: string | null | undefined, tenantId: string): EntraOrigin {
  if (ownerTenant == null) return 'none'
  const owner = ownerTenant.toLowerCase()
  if (owner === tenantId.toLowerCase()) return 'tenant'
  return microsofts.has(owner) ? 'microsoft' : 'foreign'
}
