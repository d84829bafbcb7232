import { gcpGap, gcpPolicy, gcpPoolName, gcpProvider } from '../../../test/support/gcp-records.ts'
import { testRule } from '../../../test/support/rule-tester.ts'
import { unknown } from '../../model/index.ts'
import { rule } from './rule.ts'

const everybody = `principalSet://iam.googleapis.com/${gcpPoolName()}/*`
const mapping = { 'google.subject': 'assertion.sub', 'attribute.owner': 'assertion.repository_owner' }
const conditions = (...texts: readonly string[]) =>
  texts.map((condition) => ({ name: condition, records: [gcpProvider({ condition, mapping })] }))

testRule(rule, {
  fail: [
    {
      name: 'GitHub, without a condition',
      records: [gcpProvider()],
      message:
        'Provider github/actions takes every token of GitHub Actions, which serves everybody, and asks for no organisation.',
      severity: 'high',
      data: { issuer: 'token.actions.githubusercontent.com', openTo: [] },
      remediation: `--workload-identity-pool=github --location=global --project=`,
    },
    {
      name: 'a condition of what everybody can do',
      records: [gcpProvider({ condition: 'assertion.ref == "refs/heads/main"' })],
      message:
        'Provider github/actions takes tokens of GitHub Actions, which serves everybody, under a condition that holds them to no organisation.',
      remediation: `--attribute-condition='assertion.repository_id == "123456789"'`,
    },
    { name: 'a condition of no effect', records: [gcpProvider({ condition: 'true' })], severity: 'high' },
    {
      name: 'or anything else',
      records: [gcpProvider({ condition: "assertion.repository_owner == 'acme' || assertion.actor != 'mallory'" })],
    },
    {
      name: 'any but one',
      records: [gcpProvider({ condition: '!(assertion.repository_owner == "mallory") && has(assertion.sub)' })],
    },
    {
      name: 'the beginning of a name, which others can take',
      records: [gcpProvider({ condition: 'assertion.repository.startsWith("acme")' })],
    },
    {
      name: 'whoever gets in holds a role',
      records: [
        gcpProvider(),
        gcpPolicy({ on: 'deploy', bindings: [{ role: 'roles/iam.workloadIdentityUser', members: [everybody] }] }),
      ],
      message:
        'Provider github/actions takes every token of GitHub Actions, which serves everybody, and whoever gets in holds a role on service account deploy@acme-prod.iam.gserviceaccount.com.',
      severity: 'critical',
    },
    {
      name: 'GitLab’s cloud',
      records: [gcpProvider({ issuer: 'https://gitlab.com', name: 'lab' })],
      remediation: 'assertion.project_id ==',
    },
    {
      name: 'HCP Terraform',
      records: [gcpProvider({ issuer: 'https://app.terraform.io', name: 'tf' })],
      remediation: 'assertion.sub == "organization:my-org:',
    },
  ],
  pass: [
    ...conditions(
      'assertion.repository_owner == "acme"',
      "'acme' == assertion.repository_owner && assertion.ref == 'refs/heads/main'",
      'assertion["repository_owner_id"] in ["1", "2"]',
      'attribute.owner == "acme"',
      'google.subject.startsWith("repo:acme/")',
      'assertion.repository == "acme/a" || assertion.repository == "acme/b"',
      'assertion.repository.startsWith("acme/") && assertion.sub.matches("x")',
    ),
  ],
  unknown: [
    { name: 'its condition was not read', records: [gcpProvider({ condition: unknown('failed') })] },
    { name: 'its issuer was not read', records: [gcpProvider({ issuer: unknown('failed') })] },
    { name: 'a pattern', records: [gcpProvider({ condition: 'assertion.repository.matches("^acme/.+")' })] },
    { name: 'no CEL at all', records: [gcpProvider({ condition: 'assertion.repository ==' })] },
    {
      name: 'mapped by a sum',
      records: [
        gcpProvider({
          condition: 'attribute.both == "acme/main"',
          mapping: { 'attribute.both': 'assertion.repository_owner + "/" + assertion.ref_name' },
        }),
      ],
    },
    {
      name: 'longer than any condition that Google takes',
      records: [gcpProvider({ condition: Array(9000).fill('assertion.a == "b"').join(' && ') })],
    },
    {
      name: 'some pools were not read',
      records: [gcpProvider({ condition: 'assertion.repository_owner == "acme"' }), gcpGap({ step: 'workload-pools' })],
    },
  ],
  notApplicable: [
    { name: 'switched off', records: [gcpProvider({ disabled: true })] },
    { name: 'an issuer of one’s own', records: [gcpProvider({ issuer: 'https://idp.acme.example' })] },
    { name: 'an account of AWS', records: [gcpProvider({ kind: 'aws', issuer: null, awsAccount: '111122223333' })] },
  ],
})
