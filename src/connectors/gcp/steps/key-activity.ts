import type { StepMeta } from '../../contract.ts'
import { emitUse } from '../map/activity.ts'
import { projectIn } from '../map/service-account.ts'
import { emailsById, keyNamed } from '../map/service-account-key.ts'
import type { GcpContext } from '../place.ts'
import { keyActivities } from '../routes/activities.ts'

export const keyActivityMeta = {
  id: 'key-activity',
  title: 'When keys of service accounts were last used',
  tier: 'creds',
  scopes: ['organization', 'folder', 'project'],
  needs: ['policyanalyzer.serviceAccountKeyLastAuthenticationActivities.query'],
  emits: ['key-activity'],
  after: ['service-account-keys'],
} as const satisfies StepMeta

export async function keyActivity(context: GcpContext): Promise<void> {
  const { assets, root, facts } = context.session
  if (!assets && !root.startsWith('projects/'))
    return context.skip('The use of its projects’ keys is told with the projects.')
  const { keys, serviceAccounts } = facts
  if (keys === undefined) {
    const detail = 'When keys were used was not asked: they are not known.'
    return context.gap({ reason: 'not-collected', detail })
  }
  if (keys.length === 0) return context.skip('There is no key that Google does not manage.')
  const emails = emailsById(context.session)
  const subjects = keys.map(({ entity, email, keyId }) => ({
    key: `${email}/${keyId}`,
    id: entity,
    projectId: serviceAccounts?.get(email)?.projectId ?? projectIn(email),
  }))
  await emitUse(context, {
    kind: keyActivities,
    keyOf: (name) => {
      const named = keyNamed(name, emails)
      return named === undefined ? undefined : `${named.email}/${named.keyId}`
    },
    subjects,
    projects: [...new Set(subjects.map(({ projectId }) => projectId))].filter((id) => id !== ''),
    what: 'When keys were used, of',
  })
}
