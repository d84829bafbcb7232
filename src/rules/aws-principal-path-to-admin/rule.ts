import { standingOf } from '../../analysis/effective/aws-access/index.ts'
import { pathToAdmin } from '../../analysis/effective/aws-reach/direct.ts'
import { reachOf, usualLimits } from '../../analysis/effective/aws-reach/reach.ts'
import { z } from 'zod'
import { defineRule, fail, pass } from '../contract.ts'
import { controls } from '../frameworks.ts'
import { askable, findingOf, hiddenGrants, nameOf } from '../shared/aws-paths.ts'

export const rule = defineRule({
  id: 'aws-principal-path-to-admin',
  title: 'Identity reaches administration through others',
  severity: 'high',
  provider: 'aws',
  subject: 'identity',
  kinds: ['iam-role', 'iam-user'],
  reads: ['aws.identities'],
  options: z.strictObject({
    maxHops: z.int().min(2).max(10).default(usualLimits.hops).describe('How many identities a chain may lead over.'),
  }),
  messages: { chain: '{name} reaches the administrator {target} in {hops} hops: {via}.' },
  frameworks: controls('over-privilege', { 'mitre-attack-19.1': ['T1078.004', 'T1548.005'] }),
  remediation: () => [
    { text: 'Break the chain where it is cheapest: its first step, or the door that most chains share.' },
  ],
  check(identity, { view, options }) {
    const asked = askable(identity, view)
    if (!asked || standingOf(asked.principal, asked.account).tier === 'admin') return undefined
    // One step is another rule's matter.
    if (pathToAdmin(view, asked.principal)) return undefined
    const limits = { ...usualLimits, hops: options.maxHops }
    const chain = reachOf(view, asked.account, limits).chain(asked.principal)
    if (!chain) return hiddenGrants(asked.principal) ?? pass
    return fail('chain', {
      values: {
        name: identity.name,
        target: nameOf(chain.target),
        hops: chain.hops.length,
        via: chain.hops.map(({ to, by }) => `${nameOf(to)} (${by})`).join(', '),
      },
      ...findingOf([chain], 'several-steps', identity, asked, view),
    })
  },
})
