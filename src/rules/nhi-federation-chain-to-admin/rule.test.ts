import { role } from '../../../test/support/aws-records.ts'
import { admin, around, head, open, runs } from '../../../test/support/chain-records.ts'
import {
  awsGap,
  bothScopes,
  doorRole,
  githubOrganization,
  oidcSubject,
  variable,
} from '../../../test/support/door-records.ts'
import { environment, githubGap, workflow } from '../../../test/support/github-records.ts'
import { testRule } from '../../../test/support/rule-tester.ts'
import { runnerCases } from '../../../test/support/runner-chain-cases.ts'
import { unknown } from '../../model/index.ts'
import { rule } from './rule.ts'

const scopes = bothScopes
const arn = 'arn:aws:iam::111122223333:role/ci-deploy'
const login = { cloud: 'aws', by: 'aws-actions/configure-aws-credentials@v4', with: 'oidc', identity: arn, line: 12 }
const byVariable = { ...login, identity: unknown('not-collected'), reference: 'vars.ROLE' }
testRule(rule, {
  fail: [
    ...runnerCases.fail,
    {
      name: 'a pull request brings code into a run that takes an administrator',
      scopes,
      records: [
        runs(['pull_request_target'], { checksOut: head, cloudLogins: [login] }),
        open(),
        around,
        doorRole(admin),
      ],
      message:
        'Workflow acme/api/.github/workflows/ci.yml runs code or words of whoever opens a pull request, and reaches the administrator ci-deploy of AWS in 2 hops.',
      severity: 'critical',
      confidence: 'proven',
      remediation: 'do not start it on pull_request_target',
    },
    {
      name: 'code that is brought asks for any role that takes the token',
      scopes,
      records: [
        runs(['issue_comment'], { injections: ['github.event.comment.body'] }),
        open(),
        around,
        doorRole(admin),
      ],
      severity: 'critical',
    },
    {
      name: 'a comment starts a run that takes an administrator',
      scopes,
      records: [runs(['issue_comment'], { cloudLogins: [login] }), open(), around, doorRole(admin)],
      message:
        'Whoever comments on an issue or a pull request starts workflow acme/api/.github/workflows/ci.yml, which reaches the administrator ci-deploy of AWS in 2 hops.',
      severity: 'high',
    },
    {
      name: 'over a role that takes an administrator’s',
      scopes,
      records: [
        runs(['pull_request_target'], { checksOut: head, cloudLogins: [login] }),
        open(),
        around,
        doorRole({ inline: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Resource: '*' }] }),
        role({
          ...admin,
          name: 'boss',
          trust: [{ Effect: 'Allow', Principal: { AWS: arn }, Action: 'sts:AssumeRole' }],
        }),
      ],
      message:
        'Workflow acme/api/.github/workflows/ci.yml runs code or words of whoever opens a pull request, and reaches the administrator boss of AWS in 3 hops.',
    },
    {
      name: 'an environment that holds nobody back',
      scopes,
      records: [
        runs(['pull_request_target'], { checksOut: head, environment: 'preview', cloudLogins: [login] }),
        open(),
        environment({ repository: 'acme/api', name: 'preview' }),
        around,
        doorRole({ ...admin, sub: 'repo:acme/api:environment:preview' }),
      ],
      confidence: 'proven',
    },
    {
      name: 'a condition of the job may keep outsiders out',
      scopes,
      records: [
        runs(['pull_request_target'], { checksOut: head, guarded: true, cloudLogins: [login] }),
        open(),
        around,
        doorRole(admin),
      ],
      confidence: 'possible',
    },
    {
      name: 'a role that is kept in a variable',
      scopes,
      records: [
        runs(['issue_comment'], { cloudLogins: [byVariable] }),
        open(),
        around,
        variable('ROLE', arn),
        doorRole(admin),
      ],
      confidence: 'proven',
    },
    {
      name: 'a role that is kept in a secret',
      scopes,
      records: [
        runs(['issue_comment'], {
          cloudLogins: [{ ...login, identity: unknown('not-collected'), reference: 'secrets.ROLE' }],
        }),
        open(),
        around,
        doorRole(admin),
      ],
      confidence: 'possible',
    },
    {
      name: 'the wiki may be closed to outsiders, and another workflow to be started by them',
      scopes,
      records: [runs(['gollum', 'workflow_run'], { cloudLogins: [login] }), open(), around, doorRole(admin)],
      confidence: 'possible',
    },
    {
      name: 'of several starts the sure one is told',
      scopes,
      records: [runs(['workflow_run', 'issues'], { cloudLogins: [login] }), open(), around, doorRole(admin)],
      message:
        'Whoever opens an issue starts workflow acme/api/.github/workflows/ci.yml, which reaches the administrator ci-deploy of AWS in 2 hops.',
      confidence: 'proven',
    },
  ],
  pass: [
    ...runnerCases.pass,
    {
      name: 'somebody has to approve first, in an environment that the workflow writes otherwise',
      scopes,
      records: [
        runs(['pull_request_target'], { checksOut: head, environment: 'Preview', cloudLogins: [login] }),
        open(),
        environment({ repository: 'acme/api', name: 'preview', reviewers: 1 }),
        around,
        doorRole({ ...admin, sub: 'repo:acme/api:environment:*' }),
      ],
    },
    {
      name: 'a variable says that it asks for another role',
      scopes,
      records: [
        runs(['issue_comment'], { cloudLogins: [byVariable] }),
        open(),
        around,
        variable('ROLE', 'arn:aws:iam::111122223333:role/reader'),
        doorRole(admin),
      ],
    },
    {
      name: 'somebody has to approve first',
      scopes,
      records: [
        runs(['pull_request_target'], { checksOut: head, environment: 'preview', cloudLogins: [login] }),
        open(),
        environment({ repository: 'acme/api', name: 'preview', reviewers: 1 }),
        around,
        doorRole({ ...admin, sub: 'repo:acme/api:environment:preview' }),
      ],
    },
    {
      name: 'a role that holds little',
      scopes,
      records: [
        runs(['pull_request_target'], { checksOut: head, cloudLogins: [login] }),
        open(),
        around,
        doorRole({ inline: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::site/*' }] }),
      ],
    },
    {
      name: 'a trust of another environment',
      scopes,
      records: [
        runs(['pull_request_target'], { checksOut: head, cloudLogins: [login] }),
        open(),
        around,
        doorRole({ ...admin, sub: 'repo:acme/api:environment:production' }),
      ],
    },
    {
      name: 'a run that asks for another role',
      scopes,
      records: [
        runs(['issue_comment'], { cloudLogins: [{ ...login, identity: 'arn:aws:iam::111122223333:role/reader' }] }),
        open(),
        around,
        doorRole(admin),
      ],
    },
    {
      name: 'subjects by ids, which a trust by names does not take',
      scopes,
      records: [
        runs(['pull_request_target'], { checksOut: head, cloudLogins: [login] }),
        open(),
        githubOrganization(),
        oidcSubject({ immutable: true }),
        oidcSubject({ repository: 'acme/api', immutable: true }),
        doorRole(admin),
      ],
    },
  ],
  unknown: [
    ...runnerCases.unknown,
    {
      name: 'the workflow was not read',
      scopes,
      records: [
        workflow({ on: unknown('failed') as never, jobs: unknown('failed') as never }),
        open(),
        around,
        doorRole(admin),
      ],
    },
    {
      name: 'roles were not read',
      scopes,
      records: [
        runs(['pull_request_target'], { checksOut: head, cloudLogins: [login] }),
        open(),
        around,
        awsGap('identities'),
      ],
    },
    {
      name: 'environments were not read, and nothing was found',
      scopes,
      records: [
        runs(['pull_request_target'], { checksOut: head, cloudLogins: [login] }),
        open(),
        around,
        githubGap({ step: 'environments' }),
        doorRole({ ...admin, sub: 'repo:acme/api:environment:production' }),
      ],
    },
  ],
  notApplicable: [
    ...runnerCases.notApplicable,
    {
      name: 'no account of AWS was read',
      records: [runs(['pull_request_target'], { checksOut: head }), open(), around],
    },
    {
      name: 'outsiders do not start it',
      scopes,
      records: [runs(['push'], { cloudLogins: [login] }), open(), around, doorRole(admin)],
    },
    {
      name: 'only labels start it, which outsiders do not set',
      scopes,
      records: [
        runs([{ event: 'pull_request_target', types: ['labeled'] }], { checksOut: head, cloudLogins: [login] }),
        open(),
        around,
        doorRole(admin),
      ],
    },
    {
      name: 'it gets no token',
      scopes,
      records: [runs(['pull_request_target'], { idToken: false, checksOut: head }), open(), around, doorRole(admin)],
    },
    {
      name: 'there are no outsiders',
      scopes,
      records: [
        runs(['pull_request_target'], { checksOut: head, cloudLogins: [login] }),
        open({ visibility: 'private' }),
        around,
        doorRole(admin),
      ],
    },
  ],
})
