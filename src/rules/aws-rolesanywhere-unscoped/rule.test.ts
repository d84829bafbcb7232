import { testRule } from '../../../test/support/rule-tester.ts'
import { gap, role } from '../../../test/support/aws-records.ts'
import { rolesAnywhereProfile } from '../../../test/support/aws-resources.ts'
import { unknown } from '../../model/index.ts'
import type { PolicyStatement } from '../../model/facts/aws.ts'
import { rule } from './rule.ts'

const anywhere = (Condition: NonNullable<PolicyStatement['Condition']> = {}) =>
  role({
    trust: [
      {
        Effect: 'Allow',
        Principal: { Service: 'rolesanywhere.amazonaws.com' },
        Action: ['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity'],
        Condition,
      },
    ],
  })
const subject = { StringEquals: { 'aws:PrincipalTag/x509Subject/CN': 'host-7' } }
const anchor = 'arn:aws:rolesanywhere:eu-west-1:111122223333:trust-anchor/7c3d'
const limited = rolesAnywhereProfile({ hasSessionPolicy: true })

testRule(rule, {
  fail: [
    {
      name: 'any certificate',
      records: [anywhere(), limited],
      message: 'Role deploy can be taken with any certificate that its trust anchor accepts.',
      severity: 'high',
      related: [
        'aws:111122223333:rolesanywhere:profile:arn:aws:rolesanywhere:eu-west-1:111122223333:profile/on-premises',
      ],
    },
    { name: 'only a trust anchor', records: [anywhere({ ArnEquals: { 'aws:SourceArn': anchor } }), limited] },
    { name: 'any subject', records: [anywhere({ StringLike: { 'aws:PrincipalTag/x509Subject/CN': '*' } })] },
    {
      name: 'a subject if there is one',
      records: [anywhere({ StringEqualsIfExists: { 'aws:PrincipalTag/x509Subject/CN': 'a' } })],
    },
    {
      name: 'a profile without a session policy',
      records: [anywhere(subject), rolesAnywhereProfile()],
      message: 'Role deploy is handed out in full by Roles Anywhere: profile on-premises sets no session policy.',
      severity: 'high',
      remediation: 'aws rolesanywhere update-profile --region eu-west-1 --profile-id on-premises --session-policy',
    },
  ],
  pass: [
    { name: 'a subject, and a session policy', records: [anywhere(subject), limited] },
    {
      name: 'a subject and a trust anchor',
      records: [anywhere({ ...subject, ArnEquals: { 'aws:SourceArn': anchor } }), limited],
    },
    { name: 'a source identity', records: [anywhere({ StringLike: { 'sts:SourceIdentity': 'CN=host-*' } }), limited] },
    {
      name: 'managed policies in place of a session policy',
      records: [
        anywhere(subject),
        rolesAnywhereProfile({ managedPolicyArns: ['arn:aws:iam::aws:policy/ReadOnlyAccess'] }),
      ],
    },
    { name: 'a profile that is off', records: [anywhere(subject), rolesAnywhereProfile({ enabled: false })] },
    { name: 'a profile for another role', records: [anywhere(subject), rolesAnywhereProfile({ roles: ['other'] })] },
  ],
  unknown: [
    { name: 'the trust policy could not be read', records: [role({ trustPolicy: unknown('failed') })] },
    { name: 'profiles were denied', records: [anywhere(subject), gap({ step: 'roles-anywhere' })] },
  ],
  notApplicable: [
    { name: 'another service', records: [role(), rolesAnywhereProfile()] },
    { name: 'a service-linked role', records: [role({ path: '/aws-service-role/rolesanywhere.amazonaws.com/' })] },
  ],
})
