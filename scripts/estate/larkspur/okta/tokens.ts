/** API tokens, each defect beside a twin that is in order. */
import type { Row } from '../../../../fixtures/servers/okta/estate.ts'
import { roleRow, tokenRow } from '../../../../fixtures/servers/okta/rows.ts'
import type { Expect } from '../github/company.ts'
import { id, userId } from './people.ts'
import type { Name } from './people.ts'

const anywhere = { connection: 'ANYWHERE' }

export function plantTokens(expect: Expect): {
  readonly apiTokens: readonly Row[]
  readonly userRoles: { [userId: string]: readonly Row[] }
} {
  const apiTokens: Row[] = []
  const plant = (
    name: string,
    owner: Name,
    spec: Omit<Parameters<typeof tokenRow>[1], 'name' | 'owner'>,
    ...rules: readonly (readonly [string, string])[]
  ) => {
    const native = id('00T', name)
    apiTokens.push(tokenRow(native, { name, owner: userId(owner), ...spec }))
    for (const [rule, severity] of rules) expect(`okta-api-token-${rule}`, native, severity)
  }
  const recent = { created: '2026-09-01', used: '2026-11-20' }

  // In order: of an account for a machine with a small role, from one zone, new and in use.
  plant('hr-sync', 'svc-hr-sync', recent)
  plant('status-page', 'svc-status-page', { ...recent, network: anywhere }, ['no-network-zone', 'medium'])
  plant('old-import', 'svc-hr-sync', { created: '2024-04-02', used: '2026-11-20' }, ['old-or-idle', 'medium'])
  plant('trial', 'svc-status-page', { created: '2026-10-20', used: '2026-10-24' }, ['old-or-idle', 'medium'])
  plant('terraform', 'ada.stone', recent, ['super-admin', 'high'], ['human-owner', 'medium'])
  plant('offboarding', 'carla.ruiz', recent, ['human-owner', 'medium'])
  plant('dashboards', 'grace.lin', recent, ['owner-inactive', 'high'], ['human-owner', 'medium'])
  return {
    apiTokens,
    userRoles: {
      [userId('ada.stone')]: [roleRow('ra-ada', 'SUPER_ADMIN', 'USER')],
      [userId('carla.ruiz')]: [roleRow('ra-carla', 'GROUP_MEMBERSHIP_ADMIN', 'GROUP')],
      [userId('svc-hr-sync')]: [
        roleRow('ra-hr', 'CUSTOM', 'USER', { role: 'cr0joiners', 'resource-set': 'iamjoiners', label: 'Joiners' }),
      ],
    },
  }
}
