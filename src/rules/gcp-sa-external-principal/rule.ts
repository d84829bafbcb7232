import { z } from 'zod'
import { allowPolicyFacts } from '../../analysis/effective/gcp-facts.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { bindingEvidence, hasEnded, placeWords, removeGrant } from '../shared/gcp-bindings.ts'
import { gcpControls } from '../shared/gcp-controls.ts'
import { foreignIn, homeOf } from '../shared/gcp-foreigners.ts'
import type { Foreigner } from '../shared/gcp-foreigners.ts'
import { becomingBy } from '../shared/gcp-impersonation.ts'
import { enumerated } from '../shared/lists.ts'
import type { View } from '../../inventory/view.ts'

export const rule = defineRule({
  id: 'gcp-sa-external-principal',
  title: 'Workload identity of another organization holds a role',
  severity: 'high',
  provider: 'gcp',
  subject: 'resource',
  kinds: ['iam-policy'],
  // Containers tell which projects are one's own; their gap is answered here.
  reads: ['gcp.allow-policies'],
  options: z.strictObject({
    known: z
      .array(z.string())
      .default([])
      .describe('Service accounts of vendors by e-mail, or their projects by id or number, that may hold roles.'),
  }),
  messages: {
    holds: '{members} of outside the organization may act on {place}, as {roles}.',
    becomes: '{members} of outside the organization may impersonate {place}, as {roles}.',
  },
  frameworks: gcpControls('third-party', { 'owasp-nhi-2025': ['NHI3:2025', 'NHI4:2025'] }),
  remediation: () => [
    { text: 'Find out who the project belongs to. Take the role away, or list the account as known.' },
  ],
  check(policy, { view, options, now }) {
    const { resource, bindings } = allowPolicyFacts(policy)
    const home = homeOf(view)
    const open = bindings.filter((each) => !hasEnded(each, now))
    const foreign = open.flatMap((binding) => foreignIn(binding, view, options.known))
    if (foreign.length === 0) return bindings.length === 0 ? undefined : pass
    if (home !== 'read') return unknownBecause(home.because, home.missing)
    const becomes = /\/serviceAccounts\//.test(resource) && foreign.some(({ role }) => impersonates(role, view))
    const members = [...new Set(foreign.map(({ words }) => words))].toSorted()
    return fail(becomes ? 'becomes' : 'holds', {
      values: {
        members: enumerated(members),
        place: placeWords(resource),
        roles: enumerated(foreign.map(({ role }) => role).toSorted()),
      },
      evidence: foreign.slice(0, 12).map(({ role, member }) => {
        const { source, detail } = bindingEvidence(resource, role)
        return { source, detail: `${detail} > ${member}` }
      }),
      data: { members: [...new Set(foreign.map(({ member }) => member))].toSorted(), becomes },
      remediation: [
        { text: 'Find out who the project belongs to. If it is a vendor you have a contract with, list it as known.' },
        ...foreign.slice(0, 10).map((each) => removal(resource, each)),
      ],
    })
  },
})

function impersonates(role: string, view: View): boolean {
  const by = becomingBy(role, view)
  return Array.isArray(by) && by.length > 0
}

function removal(resource: string, { role, condition, member }: Foreigner) {
  return removeGrant({ resource, role, condition, place: placeWords(resource) }, member)
}
