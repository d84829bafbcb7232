/** A Workspace that is scanned beside Google Cloud, and what it delegates to service accounts, for rule tests. */
import type { Gap, InventoryRecord, Scope } from '../../src/model/index.ts'
import { entityId, scopeId } from '../../src/model/index.ts'
import type { Records } from './aws-records.ts'

const customer = 'C01abcdef'

export const workspace: Scope = {
  id: scopeId('google-workspace', 'workspace', customer),
  provider: 'google-workspace',
  kind: 'workspace',
  nativeId: customer,
  name: 'acme.example',
}

export function delegated(clientId: string, scopes: readonly string[] = ['https://mail.google.com/']): Records {
  return [
    {
      type: 'resource',
      provider: 'google-workspace',
      scope: workspace.id,
      id: delegationId(clientId),
      kind: 'delegation',
      nativeId: clientId,
      name: clientId,
      facts: {
        clientId,
        scopes: [...scopes],
        grantedAt: '2026-09-01T10:00:00Z',
        grantedBy: 'mona@acme.example',
        logSince: '2026-05-25T10:00:00Z',
      },
    },
  ]
}

export function delegationId(clientId: string): string {
  return entityId('google-workspace', customer, 'delegation', clientId)
}

export function delegationGap(reason: Gap['reason'] = 'not-collected'): InventoryRecord & Gap {
  return {
    type: 'gap',
    connector: 'google-workspace',
    scope: workspace.id,
    step: 'delegations',
    reason,
    detail: 'not seen in this test',
  }
}
