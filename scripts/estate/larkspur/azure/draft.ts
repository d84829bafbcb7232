/** What has been written down of a tenant so far. */
import type { Row } from '../../../../fixtures/servers/azure/estate.ts'
import { guid } from './ids.ts'

export interface Draft {
  readonly graph: { [list: string]: unknown[] }
  readonly arm: { [list: string]: unknown[] }
  readonly owners: { [objectId: string]: string[] }
  readonly sponsors: { [objectId: string]: string[] }
  readonly federated: { [objectId: string]: Row[] }
  readonly inheritable: { [objectId: string]: Row[] }
  /** Of Resource Manager, by the address of the list. */
  readonly children: { [address: string]: Row[] }
}

export function instant(day: string): string {
  return day.includes('T') ? day : `${day}T09:00:00Z`
}

export const recently = '2026-11-19'

/** The report lists who has signed in since it began to watch. */
export function noteSignIn({ graph }: Draft, whose: string, appId: string, used: string | null): void {
  if (used === null) return
  graph['servicePrincipalSignInActivities']!.push({
    id: guid(`sign-in ${whose}`),
    appId,
    lastSignInActivity: { lastSignInDateTime: instant(used), lastSignInRequestId: guid(`request ${whose}`) },
    applicationAuthenticationClientSignInActivity: { lastSignInDateTime: instant(used) },
    delegatedClientSignInActivity: null,
    delegatedResourceSignInActivity: null,
    applicationAuthenticationResourceSignInActivity: null,
  })
}
