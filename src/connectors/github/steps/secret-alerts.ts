import type { SecretAlertFacts } from '../../../model/facts/github.ts'
import { unknown } from '../../../model/index.ts'
import type { StepMeta } from '../../contract.ts'
import { idOf, instantOf, placeOf } from '../place.ts'
import type { GithubContext } from '../place.ts'
import { rowsOf } from '../read.ts'
import { listSecretAlerts } from '../routes/settings.ts'

export const secretAlertsMeta = {
  id: 'secret-alerts',
  title: 'Open alerts of secret scanning',
  tier: 'deep',
  scopes: ['organization'],
  needs: ['secret_scanning_alerts=read'],
  emits: ['secret-alerts'],
} as const satisfies StepMeta

export async function secretAlerts(context: GithubContext): Promise<void> {
  const asked = { org: context.session.organization.login, state: 'open', hide_secret: true }
  for await (const row of rowsOf(context, listSecretAlerts, asked)) {
    const { id, full_name: repository } = row.repository
    const facts: SecretAlertFacts = {
      alert: row.number,
      repository,
      secretType: row.secret_type,
      validity: row.validity ?? unknown('unsupported'),
      publiclyLeaked: row.publicly_leaked ?? unknown('unsupported'),
      multiRepository: row.multi_repo ?? unknown('unsupported'),
      createdAt: instantOf(row.created_at),
      pushProtectionBypassedBy: row.push_protection_bypassed_by?.login ?? null,
    }
    context.emit({
      type: 'resource',
      id: idOf(context, 'secret-alert', `${id}/${row.number}`),
      ...placeOf(context),
      kind: 'secret-alert',
      nativeId: `${repository}/${row.number}`,
      name: row.secret_type_display_name ?? row.secret_type,
      facts,
    })
  }
}
