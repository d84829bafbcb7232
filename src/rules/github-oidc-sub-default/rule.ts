import {
  occasionWords,
  organizationDoors,
  ownUnreviewedDoors,
  trustingRoles,
  unreviewed,
} from '../../analysis/effective/github-doors.ts'
import type { Door } from '../../analysis/effective/github-doors.ts'
import { anyRepository, formGap, minterOf, organizationCustomizes } from '../../analysis/effective/github-minters.ts'
import type { View } from '../../inventory/view.ts'
import type { Resource } from '../../model/index.ts'
import { defineRule, fail, pass } from '../contract.ts'
import { controls } from '../frameworks.ts'
import { word } from '../shared/aws-commands.ts'
import { cloudAccounts, doorEvidence, unseenDoors } from '../shared/cloud-doors.ts'
import { enumerated } from '../shared/lists.ts'

export const rule = defineRule({
  id: 'github-oidc-sub-default',
  title: 'Subjects of Actions leave clouds only the repository to go by',
  severity: 'low',
  provider: 'github',
  subject: 'resource',
  kinds: ['organization'],
  reads: ['github.organization', 'github.oidc-subject', 'github.repository-oidc-subject', 'github.repositories'],
  messages: {
    plain:
      'Subjects of {organization} are not customized, and {roles} of AWS {verb} by the repository alone ({occasions}).',
  },
  frameworks: controls('loose-trust', { 'owasp-nhi-2025': ['NHI4:2025'], 'cis-aws-7.0.0': [] }),
  remediation: (organization) => customize(organization),
  check(organization, { view }) {
    if (cloudAccounts(view).length === 0) return undefined
    const { scope } = organization
    const any = anyRepository(view, scope)
    if (any === undefined || trustingRoles(view, any.issuer).length === 0) return unseenDoors(view)
    if (organizationCustomizes(view, scope)) return pass
    const wide = organizationDoors(view, scope)
    const doors = [...wide, ...plainDoors(view, scope)]
    if (doors.length === 0) return unseenDoors(view) ?? pass
    const openings = doors.flatMap(unreviewed)
    const roles = [...new Set(doors.map(({ role }) => role.identity.name))].toSorted()
    return fail('plain', {
      values: {
        organization: organization.nativeId,
        roles: enumerated(roles),
        verb: roles.length === 1 ? 'goes' : 'go',
        occasions: enumerated(openings.map(({ occasion }) => occasionWords(occasion))),
      },
      severity: wide.length > 0 ? 'medium' : 'low',
      confidence: formGap(view, any, scope).length === 0 ? 'proven' : 'possible',
      evidence: doorEvidence(openings),
      related: [...new Set(doors.map(({ role }) => role.id))],
      data: { roles: [...new Set(doors.map(({ role }) => role.arn))].toSorted() },
    })
  },
})

/** Of repositories that customize nothing themselves. */
function plainDoors(view: View, scope: string): readonly Door[] {
  return [...view.resources({ kind: 'repository', scope })].flatMap((repository) => {
    const minter = minterOf(view, repository)
    return minter === undefined || minter.form.claimKeys !== undefined ? [] : ownUnreviewedDoors(view, minter, scope)
  })
}

function customize(organization: Resource) {
  const path = word(`orgs/${organization.nativeId}/actions/oidc/customization/sub`)
  return [
    { text: 'Look at what the subjects are made of now.', command: `gh api ${path}` },
    {
      text: 'Add what runs must show, such as the reusable workflow; trusts that go by the old form stop working, so change them first to take both.',
      command: `gh api -X PUT ${path} -f 'include_claim_keys[]=repo' -f 'include_claim_keys[]=context' -f 'include_claim_keys[]=job_workflow_ref'`,
    },
    { text: 'Or leave the form, and demand a branch or an environment with reviewers in the trust of each role.' },
  ]
}
