import { describe, expect, it } from 'vitest'
import type { PolicyStatement } from '../../model/facts/aws.ts'
import { recyclableNames, unreviewedSubjects } from './aws-oidc-names.ts'
import { oidcTrusts } from './aws-oidc.ts'
import { readTrust } from './aws-trust.ts'

const github = 'token.actions.githubusercontent.com'

interface Claims {
  readonly [claim: string]: string | readonly string[]
}

function read(url: string, claims: Claims, operator = 'StringLike') {
  const Federated = `arn:aws:iam::111122223333:oidc-provider/${url}`
  const keys = Object.fromEntries(Object.entries(claims).map(([claim, values]) => [`${url}:${claim}`, values]))
  const Condition: NonNullable<PolicyStatement['Condition']> = { [operator]: keys }
  const Action = 'sts:AssumeRoleWithWebIdentity'
  return oidcTrusts(readTrust({ Statement: [{ Effect: 'Allow', Principal: { Federated }, Action, Condition }] }))[0]!
}

describe('names that can be taken over', () => {
  it.each<[string, Claims, readonly string[]]>([
    ['a repository by name', { sub: 'repo:acme/app:*' }, ['repo:acme/app:*']],
    ['an organisation by name', { sub: 'repo:acme/*' }, ['repo:acme/*']],
    ['ids of both', { sub: 'repo:acme@12/app@34:ref:refs/heads/main' }, []],
    ['the id of the owner', { sub: 'repo:acme@12/*' }, []],
    ['the id of the owner, and any repository by it', { sub: 'repo:acme@12/app@*:*' }, []],
    ['an open id', { sub: 'repo:acme@*' }, ['repo:acme@*']],
    ['an id that may go on', { sub: 'repo:acme@12*' }, ['repo:acme@12*']],
    ['a name beside ids', { sub: ['repo:acme@12/app@34:*', 'repo:acme/app:*'] }, ['repo:acme/app:*']],
    ['an id that is demanded besides', { sub: 'repo:acme/app:*', repository_owner_id: '12' }, []],
    ['the id of the repository alone', { repository_id: '34' }, []],
    ['an open id besides', { sub: 'repo:acme/app:*', repository_id: '3*' }, ['repo:acme/app:*']],
    ['a subject of ids', { sub: 'repository_owner_id:12:repository_id:34' }, []],
    ['a subject of a name', { sub: 'repository_owner:acme:*' }, ['repository_owner:acme:*']],
    ['another claim that is a name', { repository: 'acme/app' }, ['acme/app']],
    ['a tenant that is not pinned', { sub: ['repo:acme/app:*', '*'] }, []],
    ['no subject', { aud: 'sts.amazonaws.com' }, []],
  ])('GitHub: %s', (_, claims, names) => {
    expect(recyclableNames(read(github, claims))).toEqual(names)
  })

  it('is not what nobody can bring', () => {
    expect(recyclableNames(read(github, { sub: 'repo:acme/app:*' }, 'StringEquals'))).toEqual([])
    const mixed = { sub: ['repo:acme/app:*', 'repo:acme/app:environment:prod'] }
    expect(recyclableNames(read(github, mixed, 'StringEquals'))).toEqual(['repo:acme/app:environment:prod'])
  })

  it.each<[string, Claims, readonly string[]]>([
    ['gitlab.com', { sub: 'project_path:acme/app:*' }, ['project_path:acme/app:*']],
    ['gitlab.com', { sub: 'project_path:acme/app:*', project_id: '20' }, []],
    ['gitlab.com', { sub: 'project_path:acme/*', namespace_id: ['20', '21'] }, []],
    // Only one's own users can take a name over, or the issuer goes by ids, or has nothing better than names.
    [`${github}/acme`, { sub: 'repo:acme/app:*' }, []],
    ['gitlab.example.com', { sub: 'project_path:acme/app:*' }, []],
    ['api.bitbucket.org/2.0/workspaces/acme/pipelines-config/identity/oidc', { sub: '{b1}:*' }, []],
    ['oidc.circleci.com/org/b1', { sub: 'org/b1/project/c2/user/*' }, []],
    ['app.terraform.io', { sub: 'organization:acme:project:*' }, []],
  ])('%s %j', (url, claims, names) => {
    expect(recyclableNames(read(url, claims))).toEqual(names)
  })
})

describe('subjects that take any code', () => {
  it.each<[string, Claims, readonly string[]]>([
    [github, { sub: 'repo:acme/app:*' }, ['repo:acme/app:*']],
    [github, { sub: 'repo:acme@12/app@34:*' }, ['repo:acme@12/app@34:*']],
    [github, { sub: 'repo:acme/*' }, ['repo:acme/*']],
    [github, { sub: 'repo:acme/app:ref:refs/heads/*' }, ['repo:acme/app:ref:refs/heads/*']],
    [github, { sub: 'repo:acme/app:environment:*' }, ['repo:acme/app:environment:*']],
    [github, { sub: 'repo:acme/app:pull_request' }, ['repo:acme/app:pull_request']],
    [github, { repository_id: '34' }, ['34']],
    [github, { sub: 'repo:acme/app:ref:refs/heads/main' }, []],
    [github, { sub: 'repo:acme/app:ref:refs/heads/release/*' }, []],
    [github, { sub: 'repo:acme/app:environment:production' }, []],
    [github, { sub: 'repo:acme/*:environment:production' }, []],
    [github, { sub: 'repo:acme/app:*', ref: 'refs/heads/main' }, []],
    [github, { sub: 'repo:acme/app:*', ref: 'refs/heads/*' }, ['repo:acme/app:*']],
    [github, { sub: 'repo:acme/*', job_workflow_ref: 'acme/flows/.github/workflows/deploy.yml@refs/heads/main' }, []],
    [
      github,
      { sub: ['repo:acme/app:ref:refs/heads/main', 'repo:acme/app:pull_request'] },
      ['repo:acme/app:pull_request'],
    ],
    [github, { sub: 'repo:*' }, []],
    ['gitlab.com', { sub: 'project_path:acme/app:*' }, ['project_path:acme/app:*']],
    ['gitlab.com', { sub: 'project_path:acme/app:ref_type:branch:ref:main' }, []],
    ['gitlab.com', { sub: 'project_path:acme/app:*', ref_protected: 'true' }, []],
    [
      'app.terraform.io',
      { sub: 'organization:acme:project:p:workspace:w:run_phase:*' },
      ['organization:acme:project:p:workspace:w:run_phase:*'],
    ],
    ['app.terraform.io', { sub: 'organization:acme:project:p:workspace:w:run_phase:apply' }, []],
    ['agent.buildkite.com', { sub: 'organization:acme:pipeline:app:ref:refs/heads/main:*' }, []],
    ['agent.buildkite.com', { sub: 'organization:acme:pipeline:app:*', build_branch: 'main' }, []],
    ['oidc.eks.eu-west-1.amazonaws.com/id/AB', { sub: 'system:serviceaccount:app:*' }, []],
  ])('%s %j', (url, claims, subjects) => {
    expect(unreviewedSubjects(read(url, claims))).toEqual(subjects)
  })
})

describe('claims of other issuers that pin the tenant', () => {
  it.each<[string, Claims, string]>([
    ['gitlab.com', { project_id: '20' }, 'pinned'],
    ['gitlab.com', { namespace_id: '2*' }, 'missing'],
    ['agent.buildkite.com', { organization_id: '0184990a-477b-4fa8-9968-496074483cee' }, 'pinned'],
    ['oidc.circleci.com/org/b1', { 'oidc.circleci.com/project-id': 'c2' }, 'pinned'],
    ['github.com/enterprises/acme', { sub: 'repo:acme/*' }, 'pinned'],
  ])('%s %j', (url, claims, subject) => {
    expect(read(url, claims).subject).toBe(subject)
  })
})
