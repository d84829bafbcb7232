import { approvalOf, isOff } from '../../analysis/effective/slack-apps.ts'
import { decisionFacts, slackAppFacts } from '../../analysis/effective/slack-facts.ts'
import type { View } from '../../inventory/view.ts'
import type { Identity } from '../../model/index.ts'
import { becauseOf, isUnknown } from '../../model/index.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { read } from '../shared/evidence.ts'
import { slackControls } from '../shared/slack-controls.ts'

export const rule = defineRule({
  id: 'slack-token-rotation-off',
  title: 'Tokens of an own app never end',
  severity: 'medium',
  provider: 'slack',
  subject: 'identity',
  kinds: ['slack-app'],
  reads: ['slack.integration-logs', 'slack.manifests'],
  messages: { off: 'Tokens of {app} never end: its manifest has no rotation.' },
  frameworks: slackControls('long-lived-secret'),
  remediation: turnOn,
  check(app, { view }) {
    if (isOff(app)) return undefined
    const { tokenRotation } = slackAppFacts(app)
    // Whose app it is not gets no manifest to see; what its maker does there is not ours to say.
    if (isUnknown(tokenRotation))
      return isOwn(app, view) ? unknownBecause(becauseOf(tokenRotation), ['app configuration token']) : undefined
    if (tokenRotation === true) return pass
    return fail('off', {
      values: { app: app.name },
      evidence: read('apps.manifest.export', `app ${app.nativeId}, settings.token_rotation_enabled false`),
      data: {},
      remediation: turnOn(app),
    })
  },
})

function isOwn(app: Identity, view: View): boolean {
  if (slackAppFacts(app).internal === true) return true
  const approval = approvalOf(app, view)
  return approval !== undefined && decisionFacts(approval).internal === true
}

/** https://docs.slack.dev/authentication/using-token-rotation: it cannot be taken back. */
function turnOn(app: Identity) {
  return [
    {
      text: `Teach ${app.name} to renew its token first: with rotation it ends after twelve hours. Bolt does it by itself where it keeps the installation.`,
    },
    {
      text: `Then switch it on, which cannot be undone: api.slack.com/apps/${app.nativeId} > OAuth & Permissions > Token Rotation, and exchange the old token by oauth.v2.exchange.`,
    },
  ]
}
