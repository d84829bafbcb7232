import { changes, scopesOf } from '../../analysis/effective/okta-scopes.ts'
import { oktaEntity, oktaServiceFacts, oktaUserFacts } from '../../analysis/effective/okta-facts.ts'
import type { View } from '../../inventory/view.ts'
import type { Identity } from '../../model/index.ts'
import { becauseOf, isKnown, isUnknown } from '../../model/index.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import type { UnknownOutcome } from '../contract.ts'
import { enumerated } from '../shared/lists.ts'
import { oktaControls } from '../shared/okta-controls.ts'
import { oktaCall } from '../shared/okta-steps.ts'

export const rule = defineRule({
  id: 'okta-api-service-integration-risk',
  title: 'Integration of a vendor changes the organization, or nobody answers for it',
  severity: 'medium',
  provider: 'okta',
  subject: 'identity',
  kinds: ['api-service'],
  reads: ['okta.api-services', 'okta.people'],
  messages: {
    changes: '{app}, an integration of a vendor, may change the organization: {scopes}.',
    creatorGone: '{app}, an integration of a vendor, was installed by {creator}, who has left.',
    both: '{app}, an integration of a vendor, may change the organization ({scopes}), and was installed by {creator}, who has left.',
  },
  frameworks: oktaControls('third-party'),
  remediation: (app) => [
    { text: `Find who needs ${app.name}, and write down who answers for it; the vendor keeps its secret.` },
    {
      text: 'If nobody does, remove it: its secrets end at once.',
      command: oktaCall('DELETE', `/integrations/api/v1/api-services/${app.nativeId}`),
    },
  ],
  check(app, { view }) {
    const changing = scopesOf(app.id, view).filter(changes)
    const creator = creatorOf(app, view)
    const gone = creator.state === 'gone'
    if (changing.length === 0 && !gone) {
      if (creator.state === 'unknown') return creator.outcome
      const untold = oktaServiceFacts(app).scopesUntold === true
      return untold ? unknownBecause('unsupported', ['okta.oauthIntegrations.read']) : pass
    }
    const both = changing.length > 0 && gone
    return fail(both ? 'both' : gone ? 'creatorGone' : 'changes', {
      values: { app: app.name, scopes: enumerated(changing), creator: gone ? creator.name : '' },
      ...(both ? { severity: 'high' } : {}),
      evidence: [
        {
          source: 'GET /integrations/api/v1/api-services',
          detail: `${app.nativeId}: ${[...changing, ...(gone ? [`createdBy ${creator.userId}`] : [])].join(' ')}`,
        },
        ...(gone ? [{ source: 'GET /api/v1/users', detail: `${creator.userId}: ${creator.said}` }] : []),
      ],
      related: gone ? [oktaEntity(view.scope, 'user', creator.userId)] : [],
      data: { scopes: changing, creatorGone: gone },
    })
  },
})

type Creator =
  | { readonly state: 'here' }
  | { readonly state: 'gone'; readonly userId: string; readonly name: string; readonly said: string }
  | { readonly state: 'unknown'; readonly outcome: UnknownOutcome }

/** Who was deleted is in no list; ids of users begin with 00u, and others made nothing that could leave. */
function creatorOf(app: Identity, view: View): Creator {
  const { createdBy } = oktaServiceFacts(app)
  if (isUnknown(createdBy))
    return { state: 'unknown', outcome: unknownBecause(becauseOf(createdBy), ['okta.oauthIntegrations.read']) }
  if (!isKnown(createdBy) || !createdBy.startsWith('00u')) return { state: 'here' }
  const user = view.identity(oktaEntity(view.scope, 'user', createdBy))
  if (user?.enabled === true) return { state: 'here' }
  if (user !== undefined && isUnknown(user.enabled))
    return { state: 'unknown', outcome: unknownBecause(becauseOf(user.enabled), ['okta.users.read']) }
  if (user !== undefined)
    return { state: 'gone', userId: createdBy, name: user.name, said: `status ${oktaUserFacts(user).status}` }
  const gap = view.gap('okta.people')
  if (gap !== undefined)
    return { state: 'unknown', outcome: unknownBecause(gap.reason, [gap.permission ?? 'okta.users.read']) }
  return { state: 'gone', userId: createdBy, name: `user ${createdBy}`, said: 'in no list any more: deleted' }
}
