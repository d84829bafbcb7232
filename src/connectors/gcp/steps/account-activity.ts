import type { StepMeta } from '../../contract.ts'
import { emitUse } from '../map/activity.ts'
import { emailsById } from '../map/service-account-key.ts'
import type { GcpContext } from '../place.ts'
import { accountActivities } from '../routes/activities.ts'

export const accountActivityMeta = {
  id: 'account-activity',
  title: 'When service accounts were last used',
  tier: 'creds',
  scopes: ['organization', 'folder', 'project'],
  needs: ['policyanalyzer.serviceAccountLastAuthenticationActivities.query'],
  emits: ['account-activity'],
  after: ['service-accounts'],
} as const satisfies StepMeta

export async function accountActivity(context: GcpContext): Promise<void> {
  const { assets, root, facts } = context.session
  if (!assets && !root.startsWith('projects/'))
    return context.skip('The use of its projects’ service accounts is told with the projects.')
  const { serviceAccounts } = facts
  if (serviceAccounts === undefined) {
    const detail = 'When service accounts were used was not asked: they are not known.'
    return context.gap({ reason: 'not-collected', detail })
  }
  if (serviceAccounts.size === 0) return context.skip('There is no service account.')
  const accounts = [...serviceAccounts.values()]
  const emails = emailsById(context.session)
  await emitUse(context, {
    kind: accountActivities,
    keyOf: (name) => {
      const [, account] = /\/serviceAccounts\/([^/]+)$/.exec(name) ?? []
      return account === undefined ? undefined : (emails.get(account) ?? account).toLowerCase()
    },
    subjects: accounts.map(({ email, entity, projectId }) => ({ key: email, id: entity, projectId })),
    projects: [...new Set(accounts.filter(({ enabled }) => enabled).map(({ projectId }) => projectId))],
    what: 'When service accounts were used, of',
  })
}
