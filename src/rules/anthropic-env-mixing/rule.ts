import { environmentNamed } from '../../analysis/effective/ai-environments.ts'
import { anthropicKeyFacts, claudeWorkspaceFacts } from '../../analysis/effective/anthropic-facts.ts'
import type { View } from '../../inventory/view.ts'
import type { Credential, Resource } from '../../model/index.ts'
import { isKnown } from '../../model/index.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { modelControls } from '../shared/ai-controls.ts'
import { adminKeyNeed, keySource } from '../shared/anthropic-keys.ts'
import { enumerated } from '../shared/lists.ts'

export const rule = defineRule({
  id: 'anthropic-env-mixing',
  title: 'One workspace holds keys of production and of tests',
  severity: 'medium',
  provider: 'anthropic',
  subject: 'resource',
  kinds: ['workspace'],
  reads: ['anthropic.workspaces', 'anthropic.keys'],
  messages: { mixed: 'Workspace {workspace} holds keys of production ({production}) and others ({others}).' },
  frameworks: modelControls('shared-identity', { 'owasp-nhi-2025': ['NHI8:2025'] }),
  remediation: ({ name }) => [
    {
      text: `Make a workspace for what is not production, with small limits, and move its keys out of ${name}: a successor each, and the old one off.`,
    },
  ],
  check(workspace, { view }) {
    const { archivedAt } = claudeWorkspaceFacts(workspace)
    if (isKnown(archivedAt)) return undefined
    const keys = keysOf(workspace, view)
    const of = (environment: string) => keys.filter(({ name }) => environmentNamed(name) === environment)
    const [production, others] = [of('production'), of('other')]
    if (production.length > 0 && others.length > 0)
      return fail('mixed', {
        values: { workspace: workspace.name, production: namesOf(production), others: namesOf(others) },
        confidence: 'possible',
        evidence: [...production, ...others]
          .slice(0, 12)
          .map(({ nativeId, name }) => ({ source: keySource, detail: `${nativeId} ${name}` })),
        related: [...production, ...others].map(({ id }) => id),
        data: { production: production.length, others: others.length },
      })
    if (keys.length > 0) return pass
    const gap = view.gap('anthropic.keys')
    return gap && unknownBecause(gap.reason, [adminKeyNeed])
  },
})

function keysOf({ nativeId }: Resource, view: View): readonly Credential[] {
  return [...view.credentials({ kind: 'api-key' })].filter((key) => {
    const { workspace } = anthropicKeyFacts(key)
    return key.enabled !== false && isKnown(workspace) && workspace.id === nativeId
  })
}

function namesOf(keys: readonly Credential[]): string {
  return enumerated(keys.map(({ name }) => name).toSorted())
}
