import { ownerClaimsOf } from '../../analysis/owners.ts'
import type { OwnerClaim } from '../../analysis/owners.ts'
import { emailOf, hasDirectory, missingPeople, personOf, unseenPeople } from '../../analysis/people.ts'
import type { Person } from '../../analysis/people.ts'
import type { View } from '../../inventory/view.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { controls } from '../frameworks.ts'
import { enumerated } from '../shared/lists.ts'

export const rule = defineRule({
  id: 'nhi-owner-departed',
  title: 'Whoever answers for it has left',
  severity: 'high',
  subject: 'identity',
  // Of each vendor what tells of its identities and their owners; which directories lack, the rule says itself.
  reads: [
    'aws.identities',
    'azure.service-principals',
    'azure.applications',
    'azure.application-owners',
    'azure.service-principal-owners',
    'okta.apps',
    'okta.app-grants',
    'okta.api-services',
    'okta.people',
  ],
  messages: {
    gone: '{identity} is owned by {owners}, who has left: {why}.',
    allGone: '{identity} is owned by {owners}, who have all left: {why}.',
  },
  frameworks: controls('stale-credential', { 'cis-aws-7.0.0': [] }),
  remediation: (identity) => [
    { text: `Find who runs ${identity.name} today, and write them down as its owner, at best a team.` },
    { text: 'Replace its credentials: whoever has left may still have them.' },
    { text: 'If nobody needs it, switch it off.' },
  ],
  check(identity, { view }) {
    if (identity.class === 'human' || identity.enabled === false || !hasDirectory(view)) return undefined
    const claims = ownerClaimsOf({ id: identity.id, type: 'identity' }, view).flatMap(
      (claim) => lookedUp(claim, view) ?? [],
    )
    const [best] = claims
    if (best === undefined || claims.every(({ standing }) => standing === 'team')) return undefined
    if (claims.some(({ standing }) => standing === 'here' || standing === 'team')) return pass
    const gone = claims.filter(({ standing }) => standing === 'gone')
    if (gone.length === 0 || best.standing !== 'gone') {
      const { because, missing } = unseenPeople(view)
      return unknownBecause(because, missing)
    }
    const people = gone.flatMap(({ person }) => person ?? [])
    const hinted = best.claim.level === 'hint'
    return fail(gone.length === 1 ? 'gone' : 'allGone', {
      values: {
        identity: identity.name,
        owners: enumerated(gone.map(({ claim }) => claim.name)),
        why: best.person?.evidence[0] ?? '',
      },
      // Others may own it whom no directory knows; and who made something need not own it.
      ...(gone.length < claims.length || hinted ? { confidence: 'possible' } : {}),
      ...(hinted ? { severity: 'medium' } : {}),
      evidence: [
        ...gone.map(({ claim }) => ({ source: claim.source, detail: claim.name })),
        ...people.flatMap(({ read }) => read),
      ],
      related: [...new Set(people.flatMap(({ accounts }) => accounts))].toSorted(),
      data: { owners: gone.map(({ claim }) => claim.name) },
    })
  },
})

interface LookedUp {
  readonly claim: OwnerClaim
  /** `team`: named without an address, or by one that is nobody's own: it does not leave. */
  readonly standing: 'here' | 'gone' | 'unseen' | 'team'
  readonly person?: Person
}

/** undefined: another machine, which answers for nothing. */
function lookedUp(claim: OwnerClaim, view: View): LookedUp | undefined {
  const account = claim.id === undefined ? undefined : view.identity(claim.id)
  const address = addressOf(claim, view)
  if (address === undefined) {
    if (account?.class === 'machine' || account?.class === 'ai') return undefined
    // A person who is in no list that was read; groups and teams do not leave.
    const person = account !== undefined || (claim.id !== undefined && /^[\w-]+:[^:]+:user:/.test(claim.id))
    return { claim, standing: person ? 'unseen' : 'team' }
  }
  const person = personOf(view, address)
  // A mailbox of a team, or of another company: of nobody who could be seen to leave.
  if (person === undefined) return { claim, standing: missingPeople(view) === undefined ? 'team' : 'unseen' }
  if (person.status === 'unknown') return { claim, standing: 'unseen' }
  return { claim, person, standing: person.status === 'gone' ? 'gone' : 'here' }
}

function addressOf({ id, name }: OwnerClaim, view: View): string | undefined {
  const known = id === undefined ? undefined : emailOf(view, id)
  return known ?? (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(name) ? name : undefined)
}
