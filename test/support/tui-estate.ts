/** What the made result has whatever its size. */
import type { Coverage, Gap, Resource, RuleSummary, Scope, UnknownVerdict } from '../../src/model/index.ts'

export const scopes: readonly Scope[] = [
  { id: 'aws:account:111122223333', provider: 'aws', kind: 'account', nativeId: '111122223333', name: 'prod' },
  { id: 'aws:account:444455556666', provider: 'aws', kind: 'account', nativeId: '444455556666', name: 'dev' },
  { id: 'github:organization:acme', provider: 'github', kind: 'organization', nativeId: 'acme', name: 'acme' },
]

export const policy: Resource = {
  id: 'aws:111122223333:iam:policy:arn:aws:iam::aws:policy/AdministratorAccess',
  provider: 'aws',
  scope: 'aws:account:111122223333',
  kind: 'iam:policy',
  nativeId: 'arn:aws:iam::aws:policy/AdministratorAccess',
  name: 'AdministratorAccess',
  facts: { awsManaged: true, attachmentCount: 4 },
}

export const rules: readonly RuleSummary[] = (
  [
    ['aws-admin-escalation', 'Identity can become administrator', 'critical'],
    ['aws-access-key-unused', 'Access key unused', 'high'],
    ['aws-access-key-old', 'Access key not rotated', 'medium'],
    ['nhi-owner-missing', 'Identity without an owner', 'low'],
    ['aws-role-description-missing', 'Role without a purpose', 'info'],
  ] as const
).map(([id, title, severity]) => ({
  id,
  title,
  severity,
  frameworks: { 'owasp-nhi-2025': ['NHI1:2025'] },
  fail: 60,
  pass: 10,
  unknown: 2,
  notApplicable: 0,
  waived: 0,
}))

export const gaps: readonly Gap[] = [
  {
    connector: 'aws',
    scope: 'aws:account:444455556666',
    step: 'credential-report',
    reason: 'denied',
    permission: 'iam:GenerateCredentialReport',
    detail: 'User muster is not authorized to perform iam:GenerateCredentialReport',
  },
  {
    connector: 'github',
    scope: 'github:organization:acme',
    step: 'audit-log',
    reason: 'unlicensed',
    detail: 'Needs GitHub Enterprise Cloud',
  },
]

export const unknowns: readonly UnknownVerdict[] = [
  {
    ruleId: 'aws-access-key-unused',
    scope: 'aws:account:444455556666',
    because: 'denied',
    missing: ['iam:GenerateCredentialReport'],
    subjects: 12,
  },
]

export const coverage: readonly Coverage[] = [
  {
    connector: 'aws',
    scope: 'aws:account:111122223333',
    step: 'users',
    status: 'complete',
    missing: [],
    calls: 12,
    retries: 0,
    records: 47,
    seconds: 3,
  },
  {
    connector: 'aws',
    scope: 'aws:account:444455556666',
    step: 'credential-report',
    status: 'denied',
    missing: ['iam:GenerateCredentialReport'],
    calls: 1,
    retries: 0,
    records: 0,
    seconds: 0.3,
  },
]
