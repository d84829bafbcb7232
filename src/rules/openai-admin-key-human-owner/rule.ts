import { openaiKeyFacts } from '../../analysis/effective/openai-facts.ts'
import { becauseOf, isKnown, valueOf } from '../../model/index.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { modelControls } from '../shared/ai-controls.ts'
import { deleteKey, isLiveAdminKey, keyEvidence, keyRelated } from '../shared/openai-keys.ts'

export const rule = defineRule({
  id: 'openai-admin-key-human-owner',
  title: 'Admin key of OpenAI belongs to a person',
  severity: 'medium',
  provider: 'openai',
  subject: 'credential',
  kinds: ['api-key'],
  reads: ['openai.admin-keys'],
  messages: { person: 'Admin key {key} belongs to {owner}, a person.' },
  frameworks: modelControls('human-use'),
  remediation: (key) => [
    { text: `Find what uses ${key.name}. What people do by hand they can do in the console, signed in as themselves.` },
    {
      text: 'Give what runs by itself an admin key of a service account of the organization, with an end and the scopes it needs.',
    },
    ...deleteKey(key, 'Delete the person’s key.'),
  ],
  check(key, { view }) {
    if (!isLiveAdminKey(key)) return undefined
    const { owner } = openaiKeyFacts(key)
    if (!isKnown(owner)) return unknownBecause(owner === null ? 'unsupported' : becauseOf(owner), ['owner'])
    if (owner.type !== 'user') return pass
    return fail('person', {
      values: { key: key.name, owner: valueOf<string>(owner.email) ?? owner.id },
      evidence: keyEvidence(key, `owner.type user, owner.id ${owner.id}`),
      related: keyRelated(key, view),
      data: { owner: owner.id },
    })
  },
})
