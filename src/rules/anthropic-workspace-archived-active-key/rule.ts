import { anthropicEntity, anthropicKeyFacts, claudeWorkspaceFacts } from '../../analysis/effective/anthropic-facts.ts'
import { becauseOf, isKnown, isUnknown } from '../../model/index.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { modelControls } from '../shared/ai-controls.ts'
import { adminKeyNeed, claudeKeyEvidence, claudeKeyRelated, disableKey } from '../shared/anthropic-keys.ts'
import { at, read } from '../shared/evidence.ts'

export const rule = defineRule({
  id: 'anthropic-workspace-archived-active-key',
  title: 'Key is active in a workspace that was archived',
  severity: 'medium',
  provider: 'anthropic',
  subject: 'credential',
  kinds: ['api-key'],
  reads: ['anthropic.keys', 'anthropic.workspaces'],
  messages: { active: 'Key {key} is active, although its workspace {workspace} was archived on {day}.' },
  frameworks: modelControls('stale-credential'),
  remediation: (key) => disableKey(key, 'Switch it off: what it was for is over.'),
  check(key, { view }) {
    if (key.enabled === false) return undefined
    const { place, workspace } = anthropicKeyFacts(key)
    if (isUnknown(place)) return unknownBecause(becauseOf(place), [adminKeyNeed])
    if (place !== 'workspace' || !isKnown(workspace)) return undefined
    const found = view.resource(anthropicEntity(view.scope, 'workspace', workspace.id))
    if (found === undefined)
      return unknownBecause(view.gap('anthropic.workspaces')?.reason ?? 'not-collected', [adminKeyNeed])
    const { archivedAt } = claudeWorkspaceFacts(found)
    if (isUnknown(archivedAt)) return unknownBecause(becauseOf(archivedAt), [adminKeyNeed])
    if (archivedAt === null) return pass
    return fail('active', {
      values: { key: key.name, workspace: found.name, day: archivedAt.slice(0, 10) },
      evidence: [
        ...claudeKeyEvidence(key, 'status active'),
        ...read('GET /v1/organizations/workspaces', `${found.nativeId} archived_at ${at(archivedAt)}`),
      ],
      related: claudeKeyRelated(key, view),
      data: { workspace: found.nativeId },
    })
  },
})
