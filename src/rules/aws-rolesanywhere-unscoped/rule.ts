import { profileFacts } from '../../analysis/effective/aws-facts.ts'
import type { Trust } from '../../analysis/effective/aws-trust.ts'
import { isCustomerRole, trustsOf } from '../../analysis/effective/aws-trust.ts'
import { pinsCertificate } from '../../analysis/effective/aws-trust-scope.ts'
import type { Resource } from '../../model/index.ts'
import { isUnknown } from '../../model/index.ts'
import type { View } from '../../inventory/view.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { controls } from '../frameworks.ts'
import { read, trustEvidence } from '../shared/evidence.ts'
import { word } from '../shared/aws-commands.ts'
import { changeTrust, enumerated } from '../shared/aws-trust.ts'

export const rule = defineRule({
  id: 'aws-rolesanywhere-unscoped',
  title: 'Roles Anywhere hands out a role without narrowing it',
  severity: 'high',
  provider: 'aws',
  subject: 'identity',
  kinds: ['iam-role'],
  reads: ['aws.identities', 'aws.roles-anywhere'],
  messages: {
    anyCertificate: 'Role {role} can be taken with any certificate that its trust anchor accepts.',
    openProfile: 'Role {role} is handed out in full by Roles Anywhere: {profiles} sets no session policy.',
  },
  frameworks: controls('loose-trust', {
    'owasp-nhi-2025': ['NHI4:2025'],
    'cis-aws-7.0.0': [],
    'mitre-attack-19.1': ['T1649'],
  }),
  remediation: (role) =>
    changeTrust(
      role,
      'Hold the role to the certificates that are meant: "Condition": {"StringEquals": {"aws:PrincipalTag/x509Subject/CN": "my-host"}, "ArnEquals": {"aws:SourceArn": "the ARN of the trust anchor"}}.',
    ),
  check(role, { view }) {
    if (!isCustomerRole(role)) return undefined
    const trusts = trustsOf(role)
    if (isUnknown(trusts)) return unknownBecause(trusts.unknown, ['iam:GetAccountAuthorizationDetails'])
    const anywhere = trusts.filter(isRolesAnywhere)
    if (anywhere.length === 0) return undefined
    const profiles = profilesOf(role.nativeId, view)
    const open = anywhere.filter((trust) => !pinsCertificate(trust))
    if (open.length > 0) {
      return fail('anyCertificate', {
        values: { role: role.name },
        evidence: trustEvidence(open.map((trust) => trust.via)),
        related: profiles.map((profile) => profile.id),
        data: { statements: open.map((trust) => trust.via) },
      })
    }
    const wide = profiles.filter(setsNoLimit)
    if (wide.length === 0) return pass
    return fail('openProfile', {
      values: { role: role.name, profiles: `profile ${enumerated(wide.map((profile) => profile.name))}` },
      evidence: wide.flatMap((profile) =>
        read('rolesanywhere:ListProfiles', `${profile.nativeId} has no sessionPolicy`),
      ),
      related: wide.map((profile) => profile.id),
      data: { profiles: wide.map((profile) => profile.nativeId) },
      remediation: wide.map((profile) => ({
        text: `Give profile ${profile.name} a session policy with what its hosts need.`,
        command: `aws rolesanywhere update-profile --region ${profileFacts(profile).region} --profile-id ${word(profile.nativeId.slice(profile.nativeId.lastIndexOf('/') + 1))} --session-policy file://session-policy.json`,
      })),
    })
  },
})

function isRolesAnywhere({ principal }: Trust): boolean {
  return principal.type === 'service' && principal.service.startsWith('rolesanywhere.')
}

function setsNoLimit(profile: Resource): boolean {
  const { hasSessionPolicy, managedPolicyArns } = profileFacts(profile)
  return !hasSessionPolicy && managedPolicyArns.length === 0
}

/** Enabled profiles that hand out the role. */
function profilesOf(roleArn: string, view: View): readonly Resource[] {
  return [...view.resources({ kind: 'rolesanywhere:profile' })].filter((profile) => {
    const { enabled, roleArns } = profileFacts(profile)
    return enabled && roleArns.includes(roleArn)
  })
}
