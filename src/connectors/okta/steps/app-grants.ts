import type { StepMeta } from '../../contract.ts'
import { forEach } from '../each.ts'
import { tellWithout } from '../map/lacking.ts'
import { emitMaker } from '../map/owner.ts'
import { emitScopeGrant } from '../map/scope.ts'
import { idOf } from '../place.ts'
import type { OktaContext } from '../place.ts'
import { all } from '../read.ts'
import { listGrants } from '../routes/apps.ts'

export const appGrantsMeta = {
  id: 'app-grants',
  title: 'Scopes of the management API that service applications were granted',
  tier: 'creds',
  scopes: ['organization'],
  needs: ['okta.appGrants.read'],
  emits: ['app-grants'],
  after: ['apps'],
} as const satisfies StepMeta

/** Of applications that sign in as themselves: what the others do, a user may do, too. */
export async function appGrants(context: OktaContext): Promise<void> {
  const { apps } = context.session.facts
  if (apps === undefined)
    return tellWithout(context, 'applications', 'okta.apps.read', 'their grants were not asked for')
  await forEach(
    context,
    apps.filter(({ kind }) => kind === 'service-app'),
    'Grants of',
    async ({ appId }) => {
      const id = idOf(context, 'service-app', appId)
      const grants = await all(context, listGrants, { path: { appId } })
      const standing = grants.filter(({ status }) => status !== 'REVOKED')
      for (const { id: grantId, scopeId, createdBy } of standing) {
        const grantedBy = createdBy?.id ?? null
        emitScopeGrant(context, id, scopeId, { grantId: grantId ?? null, grantedBy, source: listGrants.path })
      }
      // Whoever consented answers for it, as far as Okta tells: of several, one who is still here will do.
      const makers = new Set(standing.flatMap(({ createdBy }) => createdBy?.id ?? []))
      for (const maker of [...makers].toSorted()) emitMaker(context, id, maker, listGrants.path)
    },
  )
}
