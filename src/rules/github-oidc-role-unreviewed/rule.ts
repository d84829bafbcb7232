import type { Door } from '../../analysis/effective/github-doors.ts'
import {
  occasionWords,
  organizationDoors,
  ownUnreviewedDoors,
  trustingRoles,
  unreviewed,
} from '../../analysis/effective/github-doors.ts'
import { anyRepository, formGap, minterOf } from '../../analysis/effective/github-minters.ts'
import type { View } from '../../inventory/view.ts'
import type { FoundPath, Resource } from '../../model/index.ts'
import { defineRule, fail, pass } from '../contract.ts'
import { controls } from '../frameworks.ts'
import {
  closeDoor,
  cloudAccounts,
  doorEvidence,
  gainOf,
  gainWords,
  pathThrough,
  severityOfGain,
  unseenDoors,
} from '../shared/cloud-doors.ts'
import type { Gain } from '../shared/cloud-doors.ts'
import { enumerated } from '../shared/lists.ts'

export const rule = defineRule({
  id: 'github-oidc-role-unreviewed',
  title: 'Cloud role is open to runs that nobody reviewed',
  severity: 'high',
  provider: 'github',
  subject: 'resource',
  kinds: ['organization', 'repository'],
  reads: ['github.repositories', 'github.organization', 'github.oidc-subject', 'github.repository-oidc-subject'],
  messages: {
    organization: 'Runs of any repository of {repository} for {occasions} may take {roles}, which {gain}.',
    one: 'Runs of {repository} for {occasions} may take {roles}, which {gain}.',
    more: 'Runs of {repository} for {occasions} may take {roles}, of which at least one {gain}.',
  },
  frameworks: controls('loose-trust', { 'owasp-nhi-2025': ['NHI4:2025', 'NHI6:2025'], 'cis-aws-7.0.0': [] }),
  remediation: () => [{ text: 'Demand a protected branch or an environment with reviewers in the trust of the role.' }],
  check(subject, { view }) {
    if (cloudAccounts(view).length === 0) return undefined
    const whole = subject.kind === 'organization'
    const minter = whole ? anyRepository(view, subject.scope) : minterOf(view, subject)
    if (minter === undefined) return undefined
    if (trustingRoles(view, minter.issuer).length === 0) return unseenDoors(view)
    const open = whole ? organizationDoors(view, subject.scope) : ownUnreviewedDoors(view, minter, subject.scope)
    if (open.length === 0) return unseenDoors(view) ?? pass
    const weighed = open
      .map((door) => weigh(view, door))
      .toSorted((a, b) => order.indexOf(a.gain) - order.indexOf(b.gain))
    return found(subject, weighed, formGap(view, minter, subject.scope))
  },
})

interface Weighed {
  readonly door: Door
  readonly path: FoundPath | undefined
  readonly gain: Gain
}

const order: readonly Gain[] = ['admin', 'sensitive', 'ordinary']

function weigh(view: View, door: Door): Weighed {
  const [opening] = unreviewed(door)
  const path = opening && pathThrough(view, opening)
  return { door, path, gain: gainOf(view, door, path) }
}

function found(subject: Resource, weighed: readonly Weighed[], unread: readonly string[]) {
  const gain = weighed[0]?.gain ?? 'ordinary'
  const openings = weighed.flatMap(({ door }) => unreviewed(door))
  const sure =
    unread.length === 0 && openings.some(({ answer }) => answer.verdict === 'allowed' && answer.missing.length === 0)
  const roles = weighed.map(({ door }) => door.role)
  const message = subject.kind === 'organization' ? 'organization' : roles.length === 1 ? 'one' : 'more'
  return fail(message, {
    values: {
      repository: subject.nativeId,
      occasions: enumerated(openings.map(({ occasion }) => occasionWords(occasion))),
      roles: enumerated(roles.map(({ identity }) => identity.name)),
      gain: gainWords[gain],
    },
    severity: severityOfGain[gain],
    confidence: sure ? 'proven' : 'possible',
    evidence: doorEvidence(openings),
    related: roles.map(({ id }) => id),
    data: {
      roles: roles.map(({ arn }) => arn).toSorted(),
      subjects: [...new Set(openings.map(({ token }) => token.subject))].toSorted(),
      paths: weighed.flatMap(({ path }) => path ?? []),
    },
    remediation: weighed.slice(0, 3).flatMap(({ door }) => closeDoor(door, subject.nativeId)),
  })
}
