import { isUnknown } from '../../../model/index.ts'
import { AbsentError, VendorError } from '../../errors.ts'
import type { StepMeta } from '../../contract.ts'
import { actingFor } from '../map/acting.ts'
import { federationOf } from '../map/federated-credential.ts'
import { emitFederation } from '../map/federation.ts'
import { related } from '../map/related.ts'
import { tellUnlisted } from '../map/unlisted.ts'
import type { AzureContext } from '../place.ts'
import { rowsOf } from '../read.ts'
import {
  listFederatedCredentials,
  listFederatedCredentialsOf,
  listFederatedCredentialsWithoutExpressions,
} from '../routes/federated-credentials.ts'
import type { FederatedRow } from '../routes/federated-credentials.ts'

export const federatedCredentialsMeta = {
  id: 'federated-credentials',
  title: 'Federated credentials of applications',
  tier: 'core',
  scopes: ['tenant'],
  needs: ['Application.Read.All'],
  emits: ['federated-credentials'],
  after: ['service-principals', 'applications'],
} as const satisfies StepMeta

/** What an expanded list shows of one object at most, without a word about the rest. */
const most = 20

type Route = typeof listFederatedCredentials

export async function federatedCredentials(context: AzureContext): Promise<void> {
  try {
    await readAll(context, listFederatedCredentials)
  } catch (error) {
    const missing = error instanceof AbsentError || (error instanceof VendorError && error.reason === 'unsupported')
    if (!missing) throw error
    await readAll(context, listFederatedCredentialsWithoutExpressions)
  }
  if (context.session.facts.principals === undefined)
    tellUnlisted(context, 'who is signed in by tokens of other issuers is not known')
}

async function readAll(context: AzureContext, route: Route): Promise<void> {
  const actor = actingFor(context)
  const full = new Map<string, string>()
  const emit = (objectId: string, appId: string, rows: readonly FederatedRow[], source: string): void => {
    const acting = actor(appId)
    const signsIn = typeof acting === 'string' ? acting : undefined
    for (const row of rows) emitFederation(context, federationOf(objectId, row), { nativeId: row.id, signsIn, source })
  }
  for await (const { id, appId, federatedIdentityCredentials: rows } of rowsOf(context, route)) {
    emit(id, appId, rows, route.operation)
    if (rows.length >= most) full.set(id, appId)
  }
  const things = [...full].map(([id, appId]) => ({ id, displayName: appId }))
  const further = await related(context, listFederatedCredentialsOf, things, 'Further federated credentials of')
  for (const [id, rows] of further)
    if (!isUnknown(rows)) emit(id, full.get(id) ?? '', rows, listFederatedCredentialsOf.operation)
}
