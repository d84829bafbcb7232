import { z } from 'zod'
import { environmentNamed } from '../../analysis/effective/ai-environments.ts'
import { anthropicKeyFacts } from '../../analysis/effective/anthropic-facts.ts'
import { daysBetween } from '../../analysis/time.ts'
import { becauseOf, isKnown, isUnknown } from '../../model/index.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { modelControls } from '../shared/ai-controls.ts'
import { adminKeyNeed, claudeKeyEvidence, claudeKeyRelated, disableKey } from '../shared/anthropic-keys.ts'

export const rule = defineRule({
  id: 'anthropic-key-default-workspace',
  title: 'Key in use lies in the default workspace of Anthropic',
  severity: 'medium',
  provider: 'anthropic',
  subject: 'credential',
  kinds: ['api-key'],
  reads: ['anthropic.keys', 'anthropic.workspaces', 'anthropic.usage'],
  options: z.strictObject({
    maxDays: z
      .int()
      .positive()
      .default(30)
      .describe('Days since its last use after which a key no longer counts as used.'),
  }),
  messages: {
    production: 'Key {key} is one of production by its name, and lies in the default workspace.',
    used: 'Key {key} is in use and lies in the default workspace.',
  },
  frameworks: modelControls('shared-identity', { 'owasp-nhi-2025': ['NHI8:2025'] }),
  remediation: (key) => [
    { text: 'Make a workspace for it, with limits of its own, and in that a successor; a key cannot be moved.' },
    ...disableKey(key, 'Switch this one off when the report of usage has no more of it.'),
  ],
  check(key, { view, now, options }) {
    const { place } = anthropicKeyFacts(key)
    if (key.enabled === false) return undefined
    if (isUnknown(place)) return unknownBecause(becauseOf(place), [adminKeyNeed])
    if (place !== 'default') return undefined
    const common = { values: { key: key.name }, related: claudeKeyRelated(key, view) }
    const evidence = claudeKeyEvidence(key, 'in a workspace that is in no list: the default one')
    if (environmentNamed(key.name) === 'production')
      return fail('production', { ...common, evidence, confidence: 'possible', data: { by: 'name' } })
    const usage = view.usage(key.id)
    const lastUsedAt = usage?.lastUsedAt
    if (isKnown(lastUsedAt) && daysBetween(lastUsedAt, now) <= options.maxDays)
      return fail('used', { ...common, evidence, severity: 'low', data: { by: 'use' } })
    if (isUnknown(lastUsedAt))
      return unknownBecause(view.gap('anthropic.usage')?.reason ?? becauseOf(lastUsedAt), [adminKeyNeed])
    return pass
  },
})
