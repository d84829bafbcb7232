import { describe, expect, it } from 'vitest'
import type { PolicyStatement } from '../../model/facts/aws.ts'
import { oidcTrusts } from './aws-oidc.ts'
import { readTrust } from './aws-trust.ts'

const github = 'token.actions.githubusercontent.com'

function read(url: string, Condition: NonNullable<PolicyStatement['Condition']>, builtIn = false) {
  const Federated = builtIn ? url : `arn:aws:iam::111122223333:oidc-provider/${url}`
  const [trust] = oidcTrusts(
    readTrust({
      Statement: [{ Effect: 'Allow', Principal: { Federated }, Action: 'sts:AssumeRoleWithWebIdentity', Condition }],
    }),
  )
  return trust!
}

const like = (url: string, sub: string | readonly string[]) => read(url, { StringLike: { [`${url}:sub`]: sub } })
const equal = (url: string, sub: string) => read(url, { StringEquals: { [`${url}:sub`]: sub } })

describe('the subject of a GitHub token', () => {
  it.each<[string | readonly string[], 'pinned' | 'open', 'issuer' | 'tenant' | 'part']>([
    ['repo:acme/app:*', 'pinned', 'part'],
    ['repo:acme/app:ref:refs/heads/main', 'pinned', 'part'],
    ['repo:acme/*', 'pinned', 'tenant'],
    ['repo:acme@12345/app@67890:ref:refs/heads/main', 'pinned', 'part'],
    ['repo:acme@12345/*', 'pinned', 'tenant'],
    ['repository_owner:acme:*', 'pinned', 'tenant'],
    ['repo:acme@*', 'pinned', 'tenant'],
    ['*', 'open', 'issuer'],
    ['repo:*', 'open', 'issuer'],
    ['repo:acme*', 'open', 'issuer'],
    ['repo:acm?/app:*', 'open', 'issuer'],
    ['repo:*/app:*', 'open', 'issuer'],
    ['repository_owner:acme*', 'open', 'issuer'],
    ['environment:prod', 'open', 'issuer'],
    [['repo:acme/app:*', '*'], 'open', 'issuer'],
    [['repo:acme/app:*', 'repo:acme/*'], 'pinned', 'tenant'],
  ])('%j', (sub, subject, breadth) => {
    expect(like(github, sub)).toMatchObject({ subject, breadth })
  })

  it('is read literally by StringEquals', () => {
    expect(equal(github, 'repo:acme/app:ref:refs/heads/main').subject).toBe('pinned')
    expect(equal(github, 'repo:*').subject).toBe('pinned')
    expect(equal(github, 'environment:prod').subject).toBe('open')
  })

  it('is held to a repository that is asked for beside its owner, in whatever order', () => {
    const owner = { [`${github}:repository_owner_id`]: '4711' }
    const repository = { [`${github}:repository`]: 'acme/app' }
    for (const asked of [{ ...owner, ...repository }, { ...repository, ...owner }])
      expect(read(github, { StringEquals: asked }).pinnedBy?.name).toBe('repository')
    expect(read(github, { StringEquals: owner }).pinnedBy?.name).toBe('repository_owner_id')
  })

  it('is missing when only operators that do not bind ask for it', () => {
    expect(read(github, {}).subject).toBe('missing')
    expect(read(github, { StringLikeIfExists: { [`${github}:sub`]: 'repo:acme/*' } }).subject).toBe('missing')
    expect(read(github, { 'ForAllValues:StringLike': { [`${github}:sub`]: 'repo:acme/*' } }).subject).toBe('missing')
    expect(
      read(github, {
        StringLikeIfExists: { [`${github}:sub`]: 'repo:acme/*' },
        Null: { [`${github}:sub`]: 'false' },
      }).subject,
    ).toBe('pinned')
    expect(read(github, { Null: { [`${github}:sub`]: 'false' } }).subject).toBe('missing')
    expect(read(github, { StringNotLike: { [`${github}:sub`]: 'repo:evil/*' } }).subject).toBe('missing')
    expect(read(github, { 'ForAnyValue:StringLike': { [`${github}:sub`]: 'repo:acme/*' } }).subject).toBe('pinned')
  })

  it('may be replaced by a claim that pins the owner', () => {
    expect(read(github, { StringEquals: { [`${github}:repository`]: 'acme/app' } }).subject).toBe('pinned')
    expect(read(github, { StringEquals: { [`${github}:repository_owner`]: 'acme' } }).subject).toBe('pinned')
    expect(read(github, { StringEquals: { [`${github}:repository_id`]: '1296269' } }).subject).toBe('pinned')
    const workflow = 'acme/flows/.github/workflows/deploy.yml@refs/heads/main'
    expect(read(github, { StringLike: { [`${github}:job_workflow_ref`]: workflow } }).subject).toBe('pinned')
    expect(read(github, { StringLike: { [`${github}:job_workflow_ref`]: '*/deploy.yml@*' } }).subject).toBe('missing')
    expect(read(github, { StringEquals: { [`${github}:environment`]: 'prod' } }).subject).toBe('missing')
  })

  it('tells the open values from the others', () => {
    expect(like(github, ['repo:acme/app:*', 'repo:*'])).toMatchObject({
      subjects: ['repo:acme/app:*', 'repo:*'],
      open: ['repo:*'],
    })
  })
})

describe('the subjects of other issuers', () => {
  it.each<[string, string, string, boolean]>([
    ['gitlab.com', 'project_path:acme/app:ref_type:branch:ref:main', 'project_path:*', true],
    ['app.terraform.io', 'organization:acme:project:*:workspace:*:run_phase:*', 'organization:acme*', true],
    ['agent.buildkite.com', 'organization:acme:pipeline:app:*', 'organization:*:pipeline:app:*', true],
    ['oidc.vercel.com', 'owner:acme:project:shop:*', 'owner:*:project:shop:*', true],
    ['api.pulumi.com/oidc', 'pulumi:deploy:org:acme:project:*', 'pulumi:deploy:org:*', true],
    ['app.eu.terraform.io', 'organization:acme:project:*', 'organization:*', true],
    ['accounts.google.com', '107517467455664443766', '1*', true],
    ['oidc.circleci.com/org/b1', 'org/b1/project/*', 'org/*', false],
    ['oidc.circleci.com/org/b1', 'org/*/project/c2/user/*', 'org/*/project/*', false],
    ['api.bitbucket.org/2.0/workspaces/acme/pipelines-config/identity/oidc', '{b1}:*', '*', false],
    ['oidc.eks.eu-west-1.amazonaws.com/id/AB', 'system:serviceaccount:app:*', 'system:serviceaccount:*:app', false],
    ['oidc-eks.eu-west-1.api.aws/id/AB', 'system:serviceaccount:app:*', '*', false],
    ['gke.example.com', 'system:serviceaccount:app:web', 'system:serviceaccount:*', false],
    ['idp.example.com', 'workload-*', '*', false],
    ['gitlab.example.com', 'project_path:acme/app:*', 'project_path:*', false],
    ['tfe.example.com', 'organization:acme:project:*', 'organization:*', false],
    ['token.actions.githubusercontent.com/acme', 'repo:acme/*', 'repo:*', false],
  ])('%s', (url, good, bad, shared) => {
    expect(like(url, good)).toMatchObject({ subject: 'pinned', issuer: { shared } })
    expect(like(url, bad).subject).toBe('open')
    expect(read(url, {}).subject).toBe('missing')
  })

  it('are the identity pool and the app where users sign in', () => {
    const cognito = 'cognito-identity.amazonaws.com'
    expect(read(cognito, { StringEquals: { [`${cognito}:aud`]: 'us-east-1:1234' } }, true).subject).toBe('pinned')
    expect(read(cognito, { StringLike: { [`${cognito}:aud`]: 'us-east-1:*' } }, true).subject).toBe('missing')
    expect(read('www.amazon.com', { StringEquals: { 'www.amazon.com:app_id': 'amzn1.app' } }, true).subject).toBe(
      'pinned',
    )
  })

  it('let nobody in under another issuer', () => {
    expect(read('gitlab.com', { StringLike: { [`${github}:sub`]: 'repo:acme/*' } })).toBeUndefined()
  })

  it('let in one of several issuers, by the subject that is asked for', () => {
    const provider = (url: string) => `arn:aws:iam::111122223333:oidc-provider/${url}`
    const found = oidcTrusts(
      readTrust({
        Statement: [
          {
            Effect: 'Allow',
            Principal: { Federated: [provider(github), provider('gitlab.com')] },
            Action: 'sts:AssumeRoleWithWebIdentity',
            Condition: { StringLike: { [`${github}:sub`]: 'repo:acme/app:*' } },
          },
        ],
      }),
    )
    expect(found.map(({ url, subject }) => [url, subject])).toEqual([[github, 'pinned']])
  })

  it('of Google are pinned by the authorised party, not by the audience that the caller asks for', () => {
    const google = 'accounts.google.com'
    expect(read(google, { StringEquals: { [`${google}:aud`]: '107517467455664443766' } }, true).subject).toBe('pinned')
    expect(read(google, { StringEquals: { [`${google}:oaud`]: 'my-service' } }, true).subject).toBe('missing')
  })
})

describe('the audience', () => {
  it.each<[NonNullable<PolicyStatement['Condition']>, string]>([
    [{ StringEquals: { [`${github}:aud`]: 'sts.amazonaws.com' } }, 'pinned'],
    [{ StringLike: { [`${github}:aud`]: '*' } }, 'open'],
    [{ StringEqualsIfExists: { [`${github}:aud`]: 'sts.amazonaws.com' } }, 'missing'],
    [{}, 'missing'],
  ])('%j is %s', (condition, audience) => {
    expect(read(github, condition).audience).toBe(audience)
  })
})
