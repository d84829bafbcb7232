import { unknown } from '../../../model/index.ts'
import type { StepMeta } from '../../contract.ts'
import { all, operationOf } from '../../shared/vendor/index.ts'
import { eachProject } from '../map/each-project.ts'
import { emitServiceAccount } from '../map/service-account.ts'
import { managementRead } from '../needs.ts'
import { idOf, instantOf } from '../place.ts'
import type { OpenaiContext } from '../place.ts'
import { listServiceAccounts } from '../routes/projects.ts'

export const serviceAccountsMeta = {
  id: 'service-accounts',
  title: 'Service accounts of each project, with their role in it',
  tier: 'core',
  scopes: ['organization'],
  needs: [managementRead],
  emits: ['service-accounts'],
  after: ['projects'],
} as const satisfies StepMeta

export async function serviceAccounts(context: OpenaiContext): Promise<void> {
  const listed = await eachProject(context, 'service accounts', ({ id }) =>
    all(context, listServiceAccounts, { path: { project: id } }),
  )
  const names = new Map<string, string>()
  for (const { project, found } of listed)
    for (const { id: native, name, role, created_at } of found) {
      names.set(native, name ?? native)
      const id = emitServiceAccount(context, {
        id: native,
        name: name ?? native,
        createdAt: instantOf(created_at),
        role: role === undefined ? unknown('unsupported') : role,
        project,
      })
      context.emit({
        type: 'edge',
        kind: 'grants',
        from: id,
        to: idOf(context, 'project', project.id),
        conditions: { role: role ?? null },
        level: 'configured',
        evidence: [
          { source: operationOf(listServiceAccounts), detail: `${native} in ${project.id}, role ${role ?? 'none'}` },
        ],
      })
    }
  context.session.facts.serviceAccounts = names
}
