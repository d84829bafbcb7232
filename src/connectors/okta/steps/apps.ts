import type { StepMeta } from '../../contract.ts'
import { emitApp } from '../map/app.ts'
import type { OktaContext } from '../place.ts'
import { rowsOf } from '../read.ts'
import { listApps } from '../routes/apps.ts'
import type { AppRow } from '../session.ts'

export const appsMeta = {
  id: 'apps',
  title: 'Applications that sign in with OpenID Connect, or with a password that Okta fills in',
  tier: 'core',
  scopes: ['organization'],
  needs: ['okta.apps.read'],
  emits: ['apps'],
} as const satisfies StepMeta

/** What signs people in by SAML acts as nobody, and is left out. */
export async function apps(context: OktaContext): Promise<void> {
  const rows: AppRow[] = []
  for await (const answer of rowsOf(context, listApps)) {
    const row = emitApp(context, answer)
    if (row !== undefined) rows.push(row)
  }
  context.session.facts.apps = rows
}
