import { z } from 'zod'
import { heldBy, liveGrants } from '../../analysis/effective/gws-grants.ts'
import { idleClient } from '../../analysis/effective/gws-usage.ts'
import { shortScope } from '../../analysis/effective/google-scopes.ts'
import { daysInWords } from '../../analysis/time.ts'
import { isUnknown } from '../../model/index.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { at, read } from '../shared/evidence.ts'
import { workspaceControls } from '../shared/gws-controls.ts'
import { grantEvidence, grantScope, limitClient, sureOf, takeBack, usersInWords } from '../shared/gws-steps.ts'
import { enumerated } from '../shared/lists.ts'

export const rule = defineRule({
  id: 'gws-oauth-app-unused',
  title: 'App that users let in has not been used for a long time',
  severity: 'medium',
  provider: 'google-workspace',
  subject: 'identity',
  kinds: ['oauth-client'],
  reads: ['google-workspace.oauth-grants', 'google-workspace.oauth-activity'],
  options: z.strictObject({
    maxDays: z
      .int()
      .positive()
      .max(179)
      .default(90)
      .describe('Days without a call that are still fine; the log has 180.'),
  }),
  messages: {
    unused: '{app} last called an API of Google {days} ago, and still holds {scopes} of {users}.',
    never: '{app} has not called any API of Google in {days}, and still holds {scopes} of {users}.',
  },
  frameworks: workspaceControls('stale-credential'),
  remediation: (client) => [limitClient(client)],
  check(client, { view, now, options }) {
    const grants = liveGrants(client, view)
    const telling = heldBy(grants).scopes.filter(({ weight }) => weight !== 'plain')
    // Who only signs people in calls nothing that is logged.
    if (telling.length === 0) return undefined
    const idle = idleClient(client, grants, view, now)
    if (isUnknown(idle)) return unknownBecause(idle.unknown, [grantScope])
    if (idle.days <= options.maxDays) return pass
    const usage = view.usage(client.id)
    return fail(idle.used ? 'unused' : 'never', {
      values: {
        app: client.name,
        days: daysInWords(idle.days),
        scopes: enumerated(telling.map(({ scope }) => shortScope(scope))),
        users: usersInWords(grants),
      },
      ...sureOf(grants),
      evidence: [
        ...read('reports.activities.list', `last call ${at(usage?.lastUsedAt)}, since ${at(usage?.observedSince)}`),
        ...grantEvidence(grants),
      ],
      related: grants.map(({ userId }) => userId),
      data: { days: idle.days, used: idle.used, scopes: telling.map(({ scope }) => scope), users: grants.length },
      remediation: [...grants.slice(0, 3).map((grant) => takeBack(client, grant)), limitClient(client)],
    })
  },
})
