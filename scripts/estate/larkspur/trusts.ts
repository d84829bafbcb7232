/** Roles and who may become them. */
import { allow, awsManaged, trust } from '../documents.ts'
import type { AccountBuilder, RoleSpec } from '../account.ts'

const read = allow('s3:GetObject', 'arn:aws:s3:::larkspur-reports/*')
const account = (id: string): object => ({ AWS: `arn:aws:iam::${id}:root` })
const organization = { StringEquals: { 'aws:PrincipalOrgID': 'o-larkspur01' } }

/** A vendor that the company's own muster.yaml names. */
export const vendorAccount = '999988887777'

export function plantTrusts(prod: AccountBuilder): void {
  const role = (name: string, policy: ReturnType<typeof trust>): string =>
    prod.role(name, { trust: policy, created: '2025-06-01', used: '2026-11-18', inline: { read } })

  const open = role('open-to-anyone', trust('*'))
  prod.expect('aws-role-trust-wildcard', open, 'critical')
  role('open-to-organization', trust({ AWS: '*' }, organization))

  const noId = role('vendor-monitoring', trust(account(vendorAccount)))
  prod.expect('aws-role-trust-third-party-no-externalid', noId, 'high')
  role('vendor-backup', trust(account(vendorAccount), { StringEquals: { 'sts:ExternalId': 'larkspur-7f3a' } }))

  const stranger = role(
    'former-contractor',
    trust(account('555566667777'), { StringEquals: { 'sts:ExternalId': 'contract-2023' } }),
  )
  prod.expect('aws-role-trust-unknown-account', stranger, 'high')
  role('read-from-dev', trust(account('444455556666')))

  const deputy = role('topic-delivery', trust({ Service: 'sns.amazonaws.com' }))
  prod.expect('aws-role-confused-deputy', deputy, 'high')
  role(
    'topic-archive',
    trust({ Service: 'sns.amazonaws.com' }, { StringEquals: { 'aws:SourceAccount': '111122223333' } }),
  )

  const foreign = role(
    'topic-mirror',
    trust({ Service: 'sns.amazonaws.com' }, { StringEquals: { 'aws:SourceAccount': '123456789012' } }),
  )
  prod.expect('aws-role-confused-deputy', foreign, 'high')

  const idle = prod.role('nightly-reconciliation', {
    trust: trust(account('111122223333')),
    created: '2024-02-01',
    used: '2026-05-03',
    inline: { read },
  })
  prod.expect('aws-role-unused', idle, 'medium')
  prod.role('monthly-closing', {
    trust: trust(account('111122223333')),
    created: '2024-02-01',
    used: '2026-11-01',
    inline: { read },
  })
  prod.role('just-made', { trust: trust(account('111122223333')), created: '2026-11-10', inline: { read } })
  prod.role('AWSServiceRoleForSupport', {
    trust: trust({ Service: 'support.amazonaws.com' }),
    created: '2021-03-01',
    path: '/aws-service-role/support.amazonaws.com/',
  })
  prod.role('AWSReservedSSO_Engineer_5f3c9b1a2d4e6f70', {
    trust: trust(
      { Federated: 'arn:aws:iam::111122223333:saml-provider/AWSSSO_5f3c_DO_NOT_DELETE' },
      { StringEquals: { 'SAML:aud': 'https://signin.aws.amazon.com/saml' } },
      'sts:AssumeRoleWithSAML',
    ),
    created: '2022-01-10',
    path: '/aws-reserved/sso.amazonaws.com/eu-west-1/',
    attached: [awsManaged('ReadOnlyAccess')],
  })
}

const github = 'token.actions.githubusercontent.com'
const gitlab = 'gitlab.com'
const provider = (id: string, url: string): string => `arn:aws:iam::${id}:oidc-provider/${url}`

export function plantFederation(prod: AccountBuilder): void {
  const web = (condition: object): ReturnType<typeof trust> =>
    trust({ Federated: provider(prod.id, github) }, condition, 'sts:AssumeRoleWithWebIdentity')
  const deploy = (name: string, condition: object): string =>
    prod.role(name, {
      trust: web(condition),
      created: '2025-09-01',
      used: '2026-11-20',
      inline: { deploy: allow('s3:PutObject', 'arn:aws:s3:::larkspur-site/*') },
    })
  const aud = { [`${github}:aud`]: 'sts.amazonaws.com' }

  const loose = deploy('ci-any-repository', {
    StringEquals: aud,
    StringLike: { [`${github}:sub`]: ['repo:larkspur/shop:*', 'repo:*'] },
  })
  prod.expect('aws-oidc-trust-subject-unscoped', loose, 'critical')
  const deaf = deploy('ci-no-audience', {
    StringEquals: { [`${github}:sub`]: 'repo:larkspur@4711/shop@815:ref:refs/heads/main' },
  })
  prod.expect('aws-oidc-trust-no-audience', deaf, 'high')
  const byName = { ...aud, [`${github}:sub`]: 'repo:larkspur/shop:ref:refs/heads/main' }
  prod.expect('aws-oidc-subject-recyclable', deploy('ci-shop', { StringEquals: byName }), 'medium')
  deploy('ci-shop-by-id', { StringEquals: { ...byName, [`${github}:repository_id`]: '815' } })
  deploy('ci-shop-immutable', {
    StringEquals: aud,
    StringLike: { [`${github}:sub`]: 'repo:larkspur@4711/shop@815:environment:production' },
  })

  const infrastructure = (name: string, sub: string): string => {
    const arn = prod.role(name, {
      trust: web({
        StringEquals: aud,
        StringLike: { [`${github}:sub`]: `repo:larkspur@4711/infrastructure@816:${sub}` },
      }),
      created: '2025-09-01',
      used: '2026-11-20',
      attached: [awsManaged('AdministratorAccess')],
      tags: { owner: 'platform@larkspur.example' },
    })
    prod.expect('aws-principal-effective-admin', arn, 'critical')
    return arn
  }
  prod.expect('aws-oidc-trust-any-branch', infrastructure('ci-infrastructure', '*'), 'medium')
  infrastructure('ci-infrastructure-release', 'environment:production')

  plantDoors(prod)

  for (const url of [github, gitlab])
    prod.iam('OpenIDConnectProviders', {
      Arn: provider(prod.id, url),
      Url: url,
      ClientIDList: ['sts.amazonaws.com'],
      ThumbprintList: ['6938fd4d98bab03faadb97b34396831e3780aea1'],
      CreateDate: '2025-08-20T08:30:00+00:00',
      Tags: [],
    })
  prod.expect('aws-oidc-provider-orphan', provider(prod.id, gitlab), 'low')

  prod.iam('SAMLProviders', {
    Arn: `arn:aws:iam::${prod.id}:saml-provider/AWSSSO_5f3c_DO_NOT_DELETE`,
    ValidUntil: '2121-01-01T00:00:00+00:00',
    CreateDate: '2022-01-10T08:30:00+00:00',
  })
  prod.iam('SAMLProviders', {
    Arn: `arn:aws:iam::${prod.id}:saml-provider/old-directory`,
    ValidUntil: '2026-10-01T00:00:00+00:00',
    CreateDate: '2023-10-01T08:30:00+00:00',
  })
  prod.expect('aws-saml-provider-expired', `arn:aws:iam::${prod.id}:saml-provider/old-directory`, 'medium')

  const directory = (name: string, source: string, condition?: object): string =>
    prod.role(name, {
      trust: trust(
        { Federated: `arn:aws:iam::${prod.id}:saml-provider/${source}` },
        condition,
        'sts:AssumeRoleWithSAML',
      ),
      created: '2025-06-01',
      used: '2026-11-18',
      inline: { read },
    })
  const audience = { StringEquals: { 'SAML:aud': 'https://signin.aws.amazon.com/saml' } }
  prod.expect('aws-saml-trust-no-audience', directory('directory-auditors', 'old-directory'), 'medium')
  directory('directory-accountants', 'old-directory', audience)
  prod.expect('aws-role-trust-provider-missing', directory('directory-merged', 'merged-company', audience), 'medium')
}

/** Roles that runs of GitHub's workflows become; the workflows stand in scripts/estate/larkspur/github. */
function plantDoors(prod: AccountBuilder): void {
  const door = (name: string, sub: string, rest: Partial<RoleSpec> = {}): string =>
    prod.role(name, {
      trust: trust(
        { Federated: provider(prod.id, github) },
        {
          StringEquals: { [`${github}:aud`]: 'sts.amazonaws.com' },
          StringLike: { [`${github}:sub`]: `repo:larkspur@4711/${sub}` },
        },
        'sts:AssumeRoleWithWebIdentity',
      ),
      created: '2025-09-01',
      used: '2026-11-20',
      inline: { read },
      ...rest,
    })
  const admin = {
    inline: {},
    attached: [awsManaged('AdministratorAccess')],
    tags: { owner: 'platform@larkspur.example' },
  }
  // Held to main, where the proposals of strangers run as well; and to an environment that somebody has to approve.
  for (const arn of [
    door('ci-widgets-preview', 'storefront-widgets@818:ref:refs/heads/main', admin),
    door('ci-widgets-publish', 'storefront-widgets@818:environment:publishing', admin),
  ])
    prod.expect('aws-principal-effective-admin', arn, 'critical')
  // One step from the administrator that the function account-bootstrap runs as.
  const code = 'arn:aws:lambda:eu-west-1:111122223333:function:account-bootstrap'
  const step = { inline: { benchmark: allow(['lambda:UpdateFunctionCode', 'lambda:InvokeFunction'], code) } }
  for (const arn of [
    door('ci-address-benchmark', 'address-normalizer@819:ref:refs/heads/main', step),
    door('ci-address-nightly', 'address-normalizer@819:environment:nightly', step),
  ])
    prod.expect('aws-principal-privesc', arn, 'high')
  door('ci-route-planner-any-branch', 'route-planner@802:ref:refs/heads/*')
  door('ci-route-planner', 'route-planner@802:ref:refs/heads/main')
  door('ci-parcel-api-plan', 'parcel-api@801:pull_request')
}

export function plantRolesAnywhere(prod: AccountBuilder): void {
  const anchor = 'arn:aws:rolesanywhere:eu-west-1:111122223333:trust-anchor/7c3d'
  const via = (condition?: object): ReturnType<typeof trust> => ({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Service: 'rolesanywhere.amazonaws.com' },
        Action: ['sts:AssumeRole', 'sts:SetSourceIdentity', 'sts:TagSession'],
        ...(condition ? { Condition: condition } : {}),
      },
    ],
  })
  const scoped = {
    StringEquals: { 'aws:PrincipalTag/x509Subject/CN': 'scanner-07.larkspur.example' },
    ArnEquals: { 'aws:SourceArn': anchor },
  }
  const loose = prod.role('onprem-any-certificate', {
    trust: via(),
    created: '2025-10-01',
    used: '2026-11-19',
    inline: { read },
  })
  prod.expect('aws-rolesanywhere-unscoped', loose, 'high')
  const tight = prod.role('onprem-scanner', {
    trust: via(scoped),
    created: '2025-10-01',
    used: '2026-11-19',
    inline: { read },
  })
  const profile = (id: string, name: string, roles: readonly string[], rest: object): void => {
    const arn = `arn:aws:rolesanywhere:eu-west-1:111122223333:profile/${id}`
    prod.region('eu-west-1', 'rolesanywhere', 'profiles', {
      profileId: id,
      profileArn: arn,
      name,
      enabled: true,
      roleArns: roles,
      acceptRoleSessionName: false,
      durationSeconds: 3600,
      createdAt: '2025-10-01T08:30:00Z',
      ...rest,
    })
  }
  // A role held to its certificate, which a profile hands out in full: the role is what is given away.
  const whole = prod.role('onprem-printer', {
    trust: via(scoped),
    created: '2025-10-01',
    used: '2026-11-19',
    inline: { read },
  })
  profile('a1b2', 'onprem-open', [whole], {})
  prod.expect('aws-rolesanywhere-unscoped', whole, 'high')
  profile('c3d4', 'onprem-scanner', [tight], { sessionPolicy: JSON.stringify(read) })
  prod.region('eu-west-1', 'rolesanywhere', 'trustAnchors', {
    trustAnchorId: '7c3d',
    trustAnchorArn: anchor,
    name: 'larkspur-ca',
    enabled: true,
    createdAt: '2025-10-01T08:30:00Z',
    source: { sourceType: 'CERTIFICATE_BUNDLE', sourceData: { x509CertificateData: 'CANARYCERTIFICATEBUNDLE' } },
  })
  prod.region('eu-west-1', 'rolesanywhere', 'subjects', {
    subjectId: '9f8e',
    subjectArn: 'arn:aws:rolesanywhere:eu-west-1:111122223333:subject/9f8e',
    enabled: true,
    x509Subject: 'CN=scanner-07.larkspur.example',
    createdAt: '2025-10-02T08:30:00Z',
    lastSeenAt: '2026-11-19T22:10:00Z',
  })
}
