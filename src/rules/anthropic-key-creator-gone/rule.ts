import { whereaboutsOf } from '../../analysis/effective/ai-people.ts'
import { anthropicEntity, anthropicKeyFacts, anthropicUserFacts } from '../../analysis/effective/anthropic-facts.ts'
import type { AnthropicKeyFacts } from '../../model/facts/anthropic.ts'
import { becauseOf, isKnown, isUnknown, valueOf } from '../../model/index.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { modelControls } from '../shared/ai-controls.ts'
import {
  adminKeyNeed,
  claudeKeyEvidence,
  claudeKeyRelated,
  claudeKeyValues,
  disableKey,
} from '../shared/anthropic-keys.ts'

export const rule = defineRule({
  id: 'anthropic-key-creator-gone',
  title: 'Whoever answers for a key of Anthropic has left',
  severity: 'high',
  provider: 'anthropic',
  subject: 'credential',
  kinds: ['api-key'],
  reads: ['anthropic.keys', 'anthropic.people'],
  messages: {
    list: 'Key {key} {where} was made by {person}, who is no member of the organization any more.',
    directory: 'Key {key} {where} was made by {person}, who has left: {words}.',
    nobody: 'Key {key} {where} acts as nobody, and nobody knows who made it.',
  },
  frameworks: modelControls('stale-credential', { 'owasp-nhi-2025': ['NHI1:2025', 'NHI10:2025'] }),
  remediation: (key) => [
    { text: `Find what uses ${key.name}: the report of usage says on which days, and which models.` },
    { text: 'Give that a key of a service account, which stays when people leave, or a federation rule.' },
    ...disableKey(key, 'Switch the key off; whoever left may still have it.'),
  ],
  check(key, { view }) {
    if (key.enabled === false) return undefined
    const { createdBy, principal } = anthropicKeyFacts(key)
    const person = answering({ createdBy, principal })
    if (person === 'nobody')
      return fail('nobody', {
        values: claudeKeyValues(key),
        severity: 'low',
        evidence: claudeKeyEvidence(key, 'created_by none, principal none'),
        related: claudeKeyRelated(key, view),
      })
    if (isUnknown(person)) return unknownBecause(becauseOf(person), ['created_by'])
    if (person === 'machine') return undefined
    const user = view.identity(anthropicEntity(view.scope, 'user', person.id))
    const asked = {
      facts: user && anthropicUserFacts(user),
      source: 'GET /v1/organizations/users',
      permission: adminKeyNeed,
    }
    const found = whereaboutsOf(user, asked, view)
    if (found.state === 'unknown') return unknownBecause(found.because, found.missing)
    if (found.state === 'here') return pass
    return fail(found.by === 'directory' ? 'directory' : 'list', {
      values: { ...claudeKeyValues(key), person: user?.name ?? person.id, words: found.words[0] ?? '' },
      evidence: [...claudeKeyEvidence(key, `${person.by} ${person.id}`), ...found.evidence],
      related: claudeKeyRelated(key, view),
      data: {
        person: person.id,
        lastUsedAt: valueOf<string>(view.usage(key.id)?.lastUsedAt) ?? null,
        told: [...found.words],
      },
    })
  },
})

/** Whom the key acts as comes before who made it; a service account stays when people leave. */
function answering({ createdBy, principal }: Pick<AnthropicKeyFacts, 'createdBy' | 'principal'>) {
  if (isKnown(principal)) return principal.type === 'user' ? { id: principal.id, by: 'principal' } : 'machine'
  if (isKnown(createdBy)) return createdBy.type === 'user' ? { id: createdBy.id, by: 'created_by' } : 'machine'
  if (isUnknown(createdBy)) return createdBy
  return isUnknown(principal) ? principal : 'nobody'
}
