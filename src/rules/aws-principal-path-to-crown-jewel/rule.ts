import { z } from 'zod'
import { standingOf } from '../../analysis/effective/aws-access/index.ts'
import type { Principal } from '../../analysis/effective/aws-access/index.ts'
import { reachOf, usualLimits } from '../../analysis/effective/aws-reach/reach.ts'
import type { View } from '../../inventory/view.ts'
import type { FoundPath } from '../../model/index.ts'
import { isKnown } from '../../model/index.ts'
import { defineRule, fail, pass } from '../contract.ts'
import { controls } from '../frameworks.ts'
import { askable, findingOf, hiddenGrants, nameOf } from '../shared/aws-paths.ts'

interface Marks {
  readonly identities: readonly string[]
  readonly tag: string
  readonly maxHops: number
}

export const rule = defineRule({
  id: 'aws-principal-path-to-crown-jewel',
  title: 'Identity reaches one that was marked as a crown jewel',
  severity: 'high',
  provider: 'aws',
  subject: 'identity',
  kinds: ['iam-role', 'iam-user'],
  reads: ['aws.identities'],
  options: z.strictObject({
    identities: z.array(z.string()).default([]).describe('ARNs of users and roles that are crown jewels.'),
    tag: z.string().default('muster:crown-jewel').describe('Users and roles with this tag set to true are, too.'),
    maxHops: z.int().min(1).max(10).default(usualLimits.hops).describe('How many identities a chain may lead over.'),
  }),
  messages: { chain: '{name} reaches the crown jewel {target} {via}.' },
  frameworks: controls('over-privilege', { 'mitre-attack-19.1': ['T1078.004', 'T1548.005'] }),
  remediation: () => [
    { text: 'Break the chain where it is cheapest: its first step, or the door that most chains share.' },
  ],
  check(identity, { view, options }) {
    const asked = askable(identity, view)
    if (!asked || !anyMarked(view, options)) return undefined
    const marked = (principal: Principal): boolean => isMarked(principal, options)
    // Who may do everything, or is a jewel itself, is a matter of other rules.
    if (marked(asked.principal) || standingOf(asked.principal, asked.account).tier === 'admin') return undefined
    const aim = { name: JSON.stringify([options.tag, options.identities]), marked }
    const chain = reachOf(view, asked.account, { ...usualLimits, hops: options.maxHops }, aim).chain(asked.principal)
    if (!chain) return hiddenGrants(asked.principal) ?? pass
    return fail('chain', {
      values: {
        name: identity.name,
        target: nameOf(chain.target),
        via: viaOf(chain),
      },
      ...findingOf([chain], 'crown-jewel', identity, asked, view),
    })
  },
})

function isMarked({ arn, identity }: Pick<Principal, 'arn' | 'identity'>, { identities, tag }: Marks): boolean {
  if (identities.includes(arn)) return true
  const { tags } = identity
  const known: { readonly [key: string]: string } = isKnown<{ readonly [key: string]: string }>(tags) ? tags : {}
  return known[tag]?.toLowerCase() === 'true'
}

/** In any account of the store: a chain may cross them. */
function anyMarked(view: View, marks: Marks): boolean {
  return view.onceForAll(`aws crown jewels ${marks.tag} ${marks.identities.join(' ')}`, () => {
    for (const scope of view.scopes())
      for (const kind of scope.provider === 'aws' && scope.kind === 'account' ? ['iam-role', 'iam-user'] : [])
        for (const identity of view.identities({ kind, scope: scope.id }))
          if (isMarked({ arn: identity.nativeId, identity }, marks)) return true
    return false
  })
}

/** `by sts-001`, `over middle (sts-001), by lambda-003` */
function viaOf({ hops }: FoundPath): string {
  const middle = hops.slice(0, -1).map(({ to, by }) => `${nameOf(to)} (${by})`)
  const last = `by ${hops.at(-1)?.by ?? ''}`
  return middle.length === 0 ? last : `over ${middle.join(', ')}, ${last}`
}
