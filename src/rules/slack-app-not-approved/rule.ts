import { isOff, restrictionOf, approvalOf } from '../../analysis/effective/slack-apps.ts'
import { decisionFacts, slackAppFacts } from '../../analysis/effective/slack-facts.ts'
import type { View } from '../../inventory/view.ts'
import type { Identity } from '../../model/index.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { at, read } from '../shared/evidence.ts'
import { slackControls } from '../shared/slack-controls.ts'
import { manage, restrict, slackCall, takeOut } from '../shared/slack-steps.ts'

export const rule = defineRule({
  id: 'slack-app-not-approved',
  title: 'App is installed that nobody approved',
  severity: 'medium',
  provider: 'slack',
  subject: 'identity',
  kinds: ['slack-app'],
  reads: ['slack.integration-logs', 'slack.approved-apps', 'slack.restricted-apps'],
  messages: {
    restricted: '{app} is restricted for the {level}, and still installed in {workspace}.',
    undecided: '{app} is installed in {workspace}, and nobody approved it.',
  },
  frameworks: slackControls('third-party'),
  remediation: (app) => [manage(app)],
  check(app, { view }) {
    if (isOff(app)) return undefined
    const restriction = restrictionOf(app, view)
    if (restriction !== undefined) {
      const { levels, decidedAt } = decisionFacts(restriction)
      return fail('restricted', {
        values: { app: app.name, level: levels[0] ?? 'workspace', workspace: view.scope.name },
        severity: 'high',
        evidence: read('admin.apps.restricted.list', `app ${app.nativeId}, date_updated ${at(decidedAt)}`),
        related: [restriction.id],
        data: { decision: 'restricted', levels },
        remediation: [takeOut(app, view.scope)],
      })
    }
    if (approvalOf(app, view) !== undefined) return pass
    const gap = view.gap('slack.approved-apps')
    if (gap !== undefined) return unknownBecause(gap.reason, [gap.permission ?? 'admin.apps:read'])
    // Where nobody ever decided on any app, apps are let in without being approved.
    if (!decides(view)) return undefined
    return fail('undecided', {
      values: { app: app.name, workspace: view.scope.name },
      evidence: [
        ...read(
          'admin.apps.approved.list',
          `${app.nativeId} is not in it, neither of the organization nor of the workspace`,
        ),
        ...read('team.integrationLogs', `app ${app.nativeId}, installed ${at(slackAppFacts(app).installedAt)}`),
      ],
      data: { decision: 'none', installers: installersOf(app) },
      remediation: [
        {
          text: `Decide: approve ${app.name} with the scopes that it has, or take it out.`,
          command: slackCall('admin.apps.approve', { app_id: app.nativeId, team_id: view.scope.nativeId }),
        },
        restrict(app, view.scope),
        takeOut(app, view.scope),
      ],
    })
  },
})

function installersOf(app: Identity): readonly string[] {
  const { installers } = slackAppFacts(app)
  return Array.isArray(installers) ? installers : []
}

function decides(view: View): boolean {
  return view.once('slack apps are decided on', () =>
    ['app-approval', 'app-restriction'].some((kind) => [...view.resources({ kind })].length > 0),
  )
}
