import { z } from 'zod'
import { openaiGroupFacts, openaiRoleFacts, openaiUserFacts } from '../../analysis/effective/openai-facts.ts'
import type { View } from '../../inventory/view.ts'
import type { Resource } from '../../model/index.ts'
import { becauseOf, isKnown, isUnknown } from '../../model/index.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { modelControls } from '../shared/ai-controls.ts'
import { read } from '../shared/evidence.ts'
import { enumerated } from '../shared/lists.ts'
import { managementScope } from '../shared/openai-keys.ts'

export const rule = defineRule({
  id: 'openai-org-owner-excess',
  title: 'Many own the organization at OpenAI, or a broad group administers it',
  severity: 'medium',
  provider: 'openai',
  subject: 'scope',
  reads: ['openai.people', 'openai.roles'],
  options: z.strictObject({
    maxOwners: z.int().positive().default(5).describe('Owners that the organization may have.'),
    maxGroupMembers: z
      .int()
      .positive()
      .default(20)
      .describe('Members that a group may have whose role writes in the whole organization.'),
  }),
  messages: {
    owners: 'The organization has {count} owners: {people}.',
    group: 'Group {group} has {members} members, and its role {role} writes in the whole organization.',
  },
  frameworks: modelControls('over-privilege'),
  remediation: () => [
    { text: 'Make owners readers who do not administer: Settings > Organization > People.' },
    { text: 'Give groups roles of projects, and keep roles of the organization that write to a group of a few.' },
  ],
  check(_, { view, options }) {
    const people = [...view.identities({ kind: 'user' })]
    const owners = people.filter((user) => openaiUserFacts(user).role === 'owner' && user.enabled !== false)
    if (owners.length > options.maxOwners)
      return fail('owners', {
        values: { count: owners.length, people: enumerated(owners.map(({ name }) => name).toSorted()) },
        evidence: read('GET /organization/users', `role owner: ${owners.map(({ nativeId }) => nativeId).join(', ')}`),
        related: owners.map(({ id }) => id),
        data: { owners: owners.length },
      })
    const broad = broadGroup(view, options.maxGroupMembers)
    if (broad === undefined) return people.length === 0 ? unseen(view) : (unseenMembers(view) ?? pass)
    const { groupName, members } = openaiGroupFacts(broad.group)
    return fail('group', {
      values: { group: groupName, members: isKnown(members) ? members : 0, role: broad.role.name },
      evidence: read('GET /organization/groups/{group}/roles', `${broad.group.nativeId} ${broad.role.nativeId}`),
      related: [broad.group.id, broad.role.id],
      data: { permissions: [...openaiRoleFacts(broad.role).permissions] },
    })
  },
})

interface Held {
  readonly group: Resource
  readonly role: Resource
}

function held(view: View): readonly Held[] {
  return [...view.resources({ kind: 'group' })].flatMap((group) =>
    view.edgesFrom(group.id, 'grants').flatMap(({ to }) => {
      const role = view.resource(to)
      return role !== undefined && writesEverywhere(role) ? [{ group, role }] : []
    }),
  )
}

/** Roles of projects end at the project. */
function writesEverywhere(role: Resource): boolean {
  const { permissions, resourceType } = openaiRoleFacts(role)
  return resourceType !== 'api.project' && permissions.some((permission) => /\.write$|\.\*$/.test(permission))
}

function broadGroup(view: View, most: number): Held | undefined {
  return held(view).find(({ group }) => {
    const { members } = openaiGroupFacts(group)
    return isKnown(members) && members > most
  })
}

function unseenMembers(view: View) {
  const hidden = held(view).find(({ group }) => isUnknown(openaiGroupFacts(group).members))
  return hidden && unknownBecause(becauseOf(openaiGroupFacts(hidden.group).members), [managementScope])
}

function unseen(view: View) {
  const gap = view.gap('openai.people')
  return gap && unknownBecause(gap.reason, [managementScope])
}
