import { z } from 'zod'
import { environmentNamed } from '../../analysis/effective/ai-environments.ts'
import { becauseOf, isKnown, valueOf } from '../../model/index.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { modelControls } from '../shared/ai-controls.ts'
import { enumerated } from '../shared/lists.ts'
import { deleteKey, keyEvidence, keyRelated, liveProjectKey, makeServiceAccount } from '../shared/openai-keys.ts'

export const rule = defineRule({
  id: 'openai-key-user-owned-in-prod',
  title: 'Key in a production project belongs to a person',
  severity: 'low',
  provider: 'openai',
  subject: 'credential',
  kinds: ['api-key'],
  reads: ['openai.project-keys'],
  options: z.strictObject({
    production: z
      .array(z.string())
      .default([])
      .describe('Names or ids of projects that are production, whatever they are called.'),
  }),
  messages: { person: 'Key {key} of the production project {project} belongs to {owner}, a person.' },
  frameworks: modelControls('human-use'),
  remediation: (key) => [...makeServiceAccount(key), ...deleteKey(key, 'Delete the person’s key.')],
  check(key, { view, options }) {
    const facts = liveProjectKey(key)
    if (facts === undefined) return undefined
    const named = facts.projects.filter(({ id, name }) =>
      options.production.some((each) => each === id || each === name),
    )
    const guessed = facts.projects.filter(({ name }) => environmentNamed(name) === 'production')
    const [project] = [...named, ...guessed]
    if (project === undefined) return undefined
    const { owner } = facts
    if (!isKnown(owner)) return unknownBecause(owner === null ? 'unsupported' : becauseOf(owner), ['owner'])
    if (owner.type !== 'user') return pass
    return fail('person', {
      values: {
        key: key.name,
        project: enumerated([...named, ...guessed].map(({ name }) => name)),
        owner: valueOf<string>(owner.email) ?? owner.id,
      },
      confidence: named.length > 0 ? 'proven' : 'possible',
      evidence: keyEvidence(key, `owner.type user, owner.user.id ${owner.id}, project ${project.id} ${project.name}`),
      related: keyRelated(key, view),
      data: { owner: owner.id, by: named.length > 0 ? 'option' : 'name' },
    })
  },
})
