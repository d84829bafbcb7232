import { whereaboutsOf } from '../../analysis/effective/ai-people.ts'
import { openaiEntity, openaiUserFacts } from '../../analysis/effective/openai-facts.ts'
import { becauseOf, isKnown, isUnknown, valueOf } from '../../model/index.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { modelControls } from '../shared/ai-controls.ts'
import {
  deleteKey,
  keyEvidence,
  keyRelated,
  liveProjectKey,
  managementScope,
  projectKeyValues,
} from '../shared/openai-keys.ts'

export const rule = defineRule({
  id: 'openai-project-key-owner-gone',
  title: 'Owner of a key at OpenAI has left',
  severity: 'high',
  provider: 'openai',
  subject: 'credential',
  kinds: ['api-key'],
  reads: ['openai.project-keys', 'openai.people'],
  messages: {
    list: 'Key {key} of project {project} belongs to {owner}, who is no member of the organization any more.',
    disabled: 'Key {key} of project {project} belongs to {owner}, whose account is disabled.',
    directory: 'Key {key} of project {project} belongs to {owner}, who has left: {words}.',
    access: 'Key {key} of project {project} belongs to {owner}, who may not use the project any more.',
    nobody: 'Key {key} of project {project} belongs to nobody.',
  },
  frameworks: modelControls('stale-credential', { 'owasp-nhi-2025': ['NHI1:2025', 'NHI10:2025'] }),
  remediation: (key) => [
    { text: `Find what uses ${key.name}: its last use and the models it calls say whether anything does.` },
    { text: 'Give that a key of a service account of the project, which stays when people leave.' },
    ...deleteKey(key, 'Delete the key; whoever left may still have it.'),
  ],
  check(key, { view }) {
    const facts = liveProjectKey(key)
    if (facts === undefined) return undefined
    const { owner, ownerAccess } = facts
    if (isUnknown(owner)) return unknownBecause(becauseOf(owner), ['owner'])
    const common = { related: keyRelated(key, view) }
    const values = {
      ...projectKeyValues(key, facts),
      owner: valueOf<string>(owner?.email) ?? owner?.id ?? '',
      words: '',
    }
    if (owner === null)
      return fail('nobody', { ...common, values, severity: 'medium', evidence: keyEvidence(key, 'owner none') })
    if (owner.type !== 'user') return undefined
    const user = view.identity(openaiEntity(view.scope, 'user', owner.id))
    const asked = {
      facts: user && openaiUserFacts(user),
      source: 'GET /organization/users',
      permission: managementScope,
    }
    const found = whereaboutsOf(user, asked, view)
    const data = { owner: owner.id, lastUsedAt: valueOf<string>(view.usage(key.id)?.lastUsedAt) ?? null }
    if (found.state === 'gone')
      return fail(found.by, {
        ...common,
        values: { ...values, words: found.words[0] ?? '' },
        evidence: [...keyEvidence(key, `owner.user.id ${owner.id}`), ...found.evidence],
        data: { ...data, told: [...found.words] },
      })
    if (ownerAccess === 'inactive')
      return fail('access', {
        ...common,
        values,
        severity: 'medium',
        evidence: keyEvidence(key, `owner.user.id ${owner.id}, owner_project_access inactive`),
        data,
      })
    if (found.state === 'unknown') return unknownBecause(found.because, found.missing)
    return isKnown(ownerAccess) ? pass : unknownBecause('unsupported', ['owner_project_access'])
  },
})
