import type { OktaApiServiceFacts } from '../../../model/facts/okta.ts'
import { classWith } from '../../shared/ai-facets.ts'
import type { StepMeta } from '../../contract.ts'
import { aiOfName } from '../ai.ts'
import { emitMaker } from '../map/owner.ts'
import { emitScopeGrant } from '../map/scope.ts'
import { idOf, instantOf, placeOf, told, untold } from '../place.ts'
import type { OktaContext } from '../place.ts'
import { rowsOf } from '../read.ts'
import { listServices } from '../routes/services.ts'
import type { ServiceAnswer } from '../routes/services.ts'

export const apiServicesMeta = {
  id: 'api-services',
  title: 'Integrations of vendors that use the management API, and their scopes',
  tier: 'core',
  scopes: ['organization'],
  needs: ['okta.oauthIntegrations.read'],
  emits: ['api-services'],
} as const satisfies StepMeta

export async function apiServices(context: OktaContext): Promise<void> {
  const services: { readonly clientId: string; readonly name: string }[] = []
  for await (const service of rowsOf(context, listServices)) {
    emitService(context, service)
    services.push({ clientId: service.id, name: service.name })
  }
  context.session.facts.services = services
}

function emitService(context: OktaContext, service: ServiceAnswer): void {
  const id = idOf(context, 'api-service', service.id)
  const ai = aiOfName(service.name)
  const facts: OktaApiServiceFacts = {
    clientId: service.id,
    catalogName: service.type,
    createdBy: told(service.createdBy),
    ...(service.grantedScopes == null ? { scopesUntold: true } : {}),
  }
  context.emit({
    type: 'identity',
    id,
    ...placeOf(context),
    ...untold,
    kind: 'api-service',
    nativeId: service.id,
    name: service.name,
    createdAt: instantOf(service.createdAt),
    enabled: true,
    class: classWith(ai, 'machine'),
    ...(ai === undefined ? {} : { ai }),
    facts,
  })
  for (const scope of service.grantedScopes ?? [])
    emitScopeGrant(context, id, scope, {
      grantId: null,
      grantedBy: service.createdBy ?? null,
      source: listServices.path,
    })
  emitMaker(context, id, service.createdBy, listServices.path)
}
