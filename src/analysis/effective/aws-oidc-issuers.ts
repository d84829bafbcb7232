/**
 * How issuers of web identities write the subject of a token, and by which part of it they tell tenants apart.
 * An issuer that serves everybody (`shared`) makes a loose subject a door for everybody.
 */
export interface Issuer {
  readonly title: string
  /** Of `url` without scheme. */
  readonly matches: (url: string) => boolean
  readonly shared: boolean
  /** Tested against the literal beginning of a subject; an exact subject is given a closing `:`. */
  readonly tenant: RegExp
  /** Pins the tenant wherever it stands: the issuer is one's own, so that a star before it hides no stranger. */
  readonly within?: RegExp
  /** Where the literal beginning ends with the tenant, the trust is for the whole of it. */
  readonly whole?: RegExp
  /** Other claims that pin the tenant as well, by the same kind of test. */
  readonly claims?: { readonly [claim: string]: RegExp }
  /** What a trust can be held to that is never given twice, where names can: ids in the subject, and claims that are ids. */
  readonly lasting?: { readonly subject?: RegExp; readonly claims: readonly string[]; readonly demand: string }
  /** What holds a trust to reviewed code: a branch, an environment or a phase. Tested anywhere in the subject. */
  readonly code?: {
    readonly subject: RegExp
    readonly claims: { readonly [claim: string]: RegExp }
    readonly example: string
  }
  /** A subject as it might be pinned, for remediation. */
  readonly example: string
  /** What a tenant is called there. */
  readonly tenantWord: string
}

const anyLiteral = /^[^]+/

/**
 * The subject may begin with other claims where an organisation customised it. The immutable form carries ids:
 * `repo:acme@12345/app@67890:…`. https://docs.github.com/en/actions/reference/security/oidc
 */
const githubSubject =
  /(?:^|:)(?:repo:[^/@:]+[/@]|(?:repository|job_workflow_ref):[^/:]+\/|(?:repository_owner|repository_owner_id|repository_id|enterprise|enterprise_id):[^:]+:)/

/**
 * Repositories made, renamed or transferred since 15 July 2026 have the ids in their subject for good; those from before
 * go by names, and keep them when their owner takes another name.
 * https://docs.github.com/en/actions/reference/security/oidc#immutable-subject-claims
 */
const githubIds = {
  subject: /(?:^|:)(?:repo:[^/@:]+@\d+[/:]|(?:repository_id|repository_owner_id|enterprise_id):\d+:)/,
  claims: ['repository_id', 'repository_owner_id', 'enterprise_id', 'actor_id'],
  demand: 'repository_id',
}

/** An environment that a job names is made on the spot, without protection, so that `environment:*` holds nothing. */
const githubCode = {
  subject:
    /(?:^|:)(?:ref:refs\/(?:heads|tags)\/[^*?]|environment:[^*?]|job_workflow_ref:[^*?]|workflow(?:_ref)?:[^*?])/,
  claims: {
    ref: /^refs\/(?:heads|tags)\/[^*?]/,
    environment: /^[^*?]/,
    job_workflow_ref: /^[^*?]/,
    workflow: /^[^*?]/,
    actor: /^[^*?]/,
    actor_id: /^[^*?]/,
  },
  example: 'repo:my-org/my-repo:environment:production',
}

/** Claims that STS lets a trust policy test: https://aws.amazon.com/about-aws/whats-new/2026/01/aws-sts-supports-validation-identity-provider-claims/ */
const githubClaims = {
  repository: /^[^/]+\//,
  repository_id: /^\d+:/,
  repository_owner: /^[^:]+:/,
  repository_owner_id: /^\d+:/,
  job_workflow_ref: /^[^/]+\//,
  enterprise_id: /^\d+:/,
}

const githubWhole =
  /(?:^|:)(?:repo:[^/:]+\/|repo:[^/@:]+@\d*|(?:repository_owner|repository_owner_id|enterprise|enterprise_id):[^:]+:)$/

const gitlabSubject = /^project_path:[^/]+\//
const organizationSubject = /^organization:[^:]+:/
const kubernetesSubject = /^system:serviceaccount:[^:]+:/

const issuers: readonly Issuer[] = [
  {
    title: 'GitHub Actions',
    matches: (url) => url === 'token.actions.githubusercontent.com',
    shared: true,
    tenant: githubSubject,
    whole: githubWhole,
    claims: githubClaims,
    lasting: githubIds,
    code: githubCode,
    example: 'repo:my-org/my-repo:ref:refs/heads/main',
    tenantWord: 'organisation',
  },
  {
    // An enterprise's own issuer, GitHub Enterprise Server and GHE.com.
    title: 'GitHub Actions',
    matches: (url) =>
      url.startsWith('token.actions.githubusercontent.com/') ||
      url.startsWith('github.com/enterprises/') ||
      url.endsWith('/_services/token') ||
      /^token\.actions\..+\.ghe\.com$/.test(url),
    shared: false,
    tenant: githubSubject,
    whole: githubWhole,
    claims: githubClaims,
    code: githubCode,
    example: 'repo:my-org/my-repo:ref:refs/heads/main',
    tenantWord: 'organisation',
  },
  {
    // https://docs.gitlab.com/ci/secrets/id_token_authentication
    title: 'GitLab',
    matches: (url) => url === 'gitlab.com',
    shared: true,
    tenant: gitlabSubject,
    whole: /^project_path:[^/]+\/$/,
    claims: { namespace_id: /^\d+:/, project_id: /^\d+:/ },
    lasting: { claims: ['namespace_id', 'project_id', 'user_id'], demand: 'project_id' },
    code: {
      subject: /:(?:ref|environment):[^*?]/,
      claims: { ref_protected: /^true$/, user_id: /^[^*?]/, user_login: /^[^*?]/, user_email: /^[^*?]/ },
      example: 'project_path:my-group/my-project:ref_type:branch:ref:main',
    },
    example: 'project_path:my-group/my-project:ref_type:branch:ref:main',
    tenantWord: 'group',
  },
  {
    // https://developer.hashicorp.com/terraform/cloud-docs/workspaces/dynamic-provider-credentials/aws-configuration
    title: 'HCP Terraform',
    matches: (url) => url === 'app.terraform.io' || url === 'app.eu.terraform.io',
    shared: true,
    tenant: organizationSubject,
    whole: /^organization:[^:]+:(?:project:)?$/,
    // Plans run on code that nobody has merged: https://developer.hashicorp.com/terraform/cloud-docs/run/remote-operations#speculative-plans
    code: {
      subject: /:run_phase:apply$/,
      claims: {},
      example: 'organization:my-org:project:my-project:workspace:my-workspace:run_phase:apply',
    },
    example: 'organization:my-org:project:my-project:workspace:my-workspace:run_phase:apply',
    tenantWord: 'organisation',
  },
  {
    // https://buildkite.com/docs/pipelines/security/oidc/aws
    title: 'Buildkite',
    matches: (url) => url === 'agent.buildkite.com',
    shared: true,
    tenant: organizationSubject,
    whole: /^organization:[^:]+:(?:pipeline:)?$/,
    claims: { organization_id: /^[^:]+:/, organization_slug: /^[^:]+:/, pipeline_id: /^[^:]+:/ },
    code: {
      subject: /:ref:refs\/(?:heads|tags)\/[^*?]/,
      claims: { build_branch: /^[^*?]/ },
      example: 'organization:my-org:pipeline:my-pipeline:ref:refs/heads/main:*',
    },
    example: 'organization:my-org:pipeline:my-pipeline:ref:refs/heads/main:commit:*:step:*',
    tenantWord: 'organisation',
  },
  {
    // The issuer without a team; a team's own issuer has its name in it. https://vercel.com/docs/oidc/reference
    title: 'Vercel',
    matches: (url) => url === 'oidc.vercel.com',
    shared: true,
    tenant: /^owner:[^:]+:/,
    whole: /^owner:[^:]+:(?:project:)?$/,
    example: 'owner:my-team:project:my-project:environment:production',
    tenantWord: 'team',
  },
  {
    // https://www.pulumi.com/docs/administration/access-identity/oidc-issuers/
    title: 'Pulumi Cloud',
    matches: (url) => url === 'api.pulumi.com/oidc',
    shared: true,
    tenant: /^pulumi:[a-z]+:org:[^:]+:/,
    whole: /^pulumi:[a-z]+:org:[^:]+:$/,
    example: 'pulumi:deploy:org:my-org:project:my-project:*',
    tenantWord: 'organisation',
  },
  {
    // https://circleci.com/docs/openid-connect-tokens/ — the issuer names the organisation.
    title: 'CircleCI',
    matches: (url) => url.startsWith('oidc.circleci.com/org/'),
    shared: false,
    tenant: /^org\/[^/]+\//,
    within: /\/project\/[^*?/]+(?:\/|$)/,
    whole: /^org\/[^/]+\/(?:project\/)?$/,
    claims: { 'oidc.circleci.com/project-id': /^[^:]+:/ },
    example: 'org/my-org-id/project/my-project-id/user/*',
    tenantWord: 'project',
  },
  {
    // https://support.atlassian.com/bitbucket-cloud/docs/integrate-pipelines-with-resource-servers-using-oidc/
    title: 'Bitbucket Pipelines',
    matches: (url) => url.startsWith('api.bitbucket.org/2.0/workspaces/'),
    shared: false,
    tenant: /^\{[^}]+\}/,
    example: '{my-repository-uuid}:*',
    tenantWord: 'repository',
  },
  {
    // A cluster's own issuer: https://docs.aws.amazon.com/eks/latest/userguide/associate-service-account-role.html
    title: 'Amazon EKS',
    matches: (url) => url.startsWith('oidc.eks.') || url.startsWith('oidc-eks.'),
    shared: false,
    tenant: kubernetesSubject,
    whole: kubernetesSubject,
    example: 'system:serviceaccount:my-namespace:my-service-account',
    tenantWord: 'namespace',
  },
  {
    // `aud` is the authorised party, a service account's own id or the app's, where `oaud` is what the caller asked for:
    // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html
    title: 'Google',
    matches: (url) => url === 'accounts.google.com',
    shared: true,
    tenant: /^[^:]+:/,
    claims: { aud: /^[^:]+:/ },
    example: '107517467455664443766',
    tenantWord: 'account',
  },
  {
    // The audience is the identity pool, and that is the tenant: https://docs.aws.amazon.com/cognito/latest/developerguide/role-trust-and-permissions.html
    title: 'Amazon Cognito',
    matches: (url) => /^cognito-identity(?:[-.][a-z\d-]+)?\.amazonaws\.com(?:\.cn)?$/.test(url),
    shared: true,
    tenant: /^[^:]+:[^:]+:/,
    claims: { aud: /^[^:]+:[^:]+:/ },
    example: 'us-east-1:12345678-dead-beef-cafe-123456790ab',
    tenantWord: 'identity pool',
  },
  {
    // Users of an app that sign in with their own account: the app is the tenant.
    title: 'Login with Amazon or Facebook',
    matches: (url) => url === 'www.amazon.com' || url === 'graph.facebook.com',
    shared: true,
    tenant: /^[^:]+:/,
    claims: { app_id: /^[^:]+:/ },
    example: 'my-user-id',
    tenantWord: 'app',
  },
]

/** Forms of subjects by which products are known wherever they run: one's own GitLab, GitHub or cluster. */
const forms: readonly { readonly begins: string; readonly tenant: RegExp }[] = [
  { begins: 'system:serviceaccount:', tenant: kubernetesSubject },
  { begins: 'project_path:', tenant: gitlabSubject },
  { begins: 'organization:', tenant: organizationSubject },
  { begins: 'repo:', tenant: githubSubject },
]

/** What a subject must begin with to pin the tenant. */
export function tenantOf(subject: string, issuer: Issuer): RegExp {
  if (issuer.tenant !== anyLiteral) return issuer.tenant
  return forms.find(({ begins }) => subject.startsWith(begins))?.tenant ?? anyLiteral
}

/** An issuer that is not in the table is taken for somebody's own. */
export function issuerOf(url: string): Issuer {
  const found = issuers.find((issuer) => issuer.matches(url.toLowerCase().replace(/\/$/, '')))
  return (
    found ?? {
      title: url,
      matches: () => true,
      shared: false,
      tenant: anyLiteral,
      example: 'my-workload',
      tenantWord: 'tenant',
    }
  )
}

export { kubernetesSubject }
