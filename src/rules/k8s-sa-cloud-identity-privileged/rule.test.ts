import { accountScope } from '../../../test/support/aws-records.ts'
import { tenantScope } from '../../../test/support/azure-place.ts'
import {
  azureGap,
  federatedCredential,
  managedIdentity,
  azureGrant,
  servicePrincipal,
  subscription,
} from '../../../test/support/azure-records.ts'
import { awsGap } from '../../../test/support/door-records.ts'
import {
  gcpGrant,
  gcpOrganization,
  gcpPoolName,
  gcpProject,
  gcpScope,
  gcpServiceAccount,
} from '../../../test/support/gcp-records.ts'
import {
  k8sAccount,
  k8sAssociation,
  k8sCluster,
  k8sGap,
  k8sIssuer,
  k8sRoleDoor,
  k8sWorkload,
} from '../../../test/support/kubernetes-records.ts'
import { testRule } from '../../../test/support/rule-tester.ts'
import { unknown } from '../../model/index.ts'
import { rule } from './rule.ts'

const aws = [accountScope()]
const azure = [tenantScope()]
const google = [gcpScope()]
const admin = { attached: ['arn:aws:iam::aws:policy/AdministratorAccess'] }
const reader = { inline: [{ Effect: 'Allow' as const, Action: 's3:ListAllMyBuckets', Resource: '*' }] }
const secrets = { inline: [{ Effect: 'Allow' as const, Action: 'secretsmanager:GetSecretValue', Resource: '*' }] }
const cluster = k8sCluster()
const gke = k8sCluster({
  issuer: 'container.googleapis.com/v1/projects/acme-prod/locations/europe-west1/clusters/main',
  platform: 'gke',
})
const account = [k8sAccount(), k8sWorkload()]

/** A managed identity that owns a subscription, and takes tokens of `shop/api` by the issuer without a slash. */
const azureOwner = [
  subscription(),
  managedIdentity({ name: 'id-shop' }),
  azureGrant({ holder: 'id-shop', holderKind: 'managed-identity', role: 'Owner' }),
  federatedCredential({
    identity: 'id-shop',
    name: 'aks',
    issuer: `https://${k8sIssuer}`,
    subject: 'system:serviceaccount:shop:api',
  }),
].flat()

/** A member of the pool of the project, with roles on it. */
const gkeOwner = (member: string) => [
  ...account,
  gke,
  gcpOrganization(),
  gcpProject(),
  gcpGrant({
    to: member.replace('POOL', `iam.googleapis.com/${gcpPoolName('acme-prod.svc.id.goog')}`),
    role: 'roles/owner',
  }),
]

testRule(rule, {
  fail: [
    {
      name: 'a role of AWS that administers the account',
      scopes: aws,
      records: [...account, cluster, k8sRoleDoor(admin)],
      message:
        'shop/api (1 workload) becomes the role shop-api, and gets to administration of AWS in 1 hop: its trust takes tokens of the cluster.',
      severity: 'high',
      confidence: 'proven',
      data: { cloud: 'aws', by: 'issuer', identity: 'arn:aws:iam::111122223333:role/shop-api' },
    },
    {
      name: 'a role for all of its namespace',
      scopes: aws,
      records: [...account, cluster, k8sRoleDoor({ ...admin, sub: 'system:serviceaccount:shop:*' })],
    },
    {
      name: 'a role for all of the cluster, which it asks for',
      scopes: aws,
      records: [
        k8sAccount({ cloud: { awsRoleArn: 'arn:aws:iam::111122223333:role/shop-api' } }),
        cluster,
        k8sRoleDoor({ ...admin, sub: 'system:serviceaccount:*' }),
      ],
    },
    {
      name: 'a role that reads secrets',
      scopes: aws,
      records: [...account, cluster, k8sRoleDoor(secrets)],
      message:
        'shop/api (1 workload) becomes the role shop-api, which reads secrets or data of its account: its trust takes tokens of the cluster.',
      severity: 'medium',
    },
    {
      name: 'by EKS Pod Identity',
      scopes: aws,
      records: [...account, cluster, k8sAssociation(admin)],
      data: { by: 'pod-identity' },
      message:
        'shop/api (1 workload) becomes the role shop-api, and gets to administration of AWS in 1 hop: EKS Pod Identity hands it out.',
    },
    {
      name: 'by EKS Pod Identity, to a role that asks for what the session is tagged with',
      scopes: aws,
      records: [
        ...account,
        cluster,
        k8sAssociation({
          ...admin,
          asks: { 'aws:RequestTag/kubernetes-namespace': 'shop', 'aws:RequestTag/eks-cluster-name': 'acme-prod' },
        }),
      ],
      confidence: 'proven',
    },
    {
      name: 'a role that other doors lead to as well',
      scopes: aws,
      records: [
        ...account,
        cluster,
        k8sRoleDoor({
          ...admin,
          also: [{ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }],
        }),
      ],
      confidence: 'proven',
    },
    {
      name: 'a role for accounts of its name in every namespace',
      scopes: aws,
      records: [...account, cluster, k8sRoleDoor({ ...admin, sub: 'system:serviceaccount:*:api' })],
    },
    {
      name: 'a managed identity of Azure that owns a subscription',
      scopes: azure,
      records: [...account, cluster, azureOwner],
      data: { cloud: 'azure', by: 'issuer' },
      remediation: 'delete its federated credential aks',
    },
    {
      name: 'an owner of a project of Google, by the pool of GKE',
      scopes: google,
      records: [
        ...account,
        gke,
        gcpOrganization(),
        gcpProject(),
        gcpServiceAccount({ name: 'janitor' }),
        gcpGrant({ to: 'janitor', role: 'roles/owner' }),
        gcpGrant({
          to: 'serviceAccount:acme-prod.svc.id.goog[shop/api]',
          role: 'roles/iam.workloadIdentityUser',
          on: 'janitor',
        }),
      ],
      data: { cloud: 'gcp', by: 'workload-identity' },
    },
    {
      name: 'roles of Google for the account itself',
      scopes: google,
      records: gkeOwner('serviceAccount:acme-prod.svc.id.goog[shop/api]'),
    },
    ...[
      ['its namespace', 'principalSet://POOL/namespace/shop'],
      ['it by its uid', 'principal://POOL/kubernetes.serviceaccount.uid/uid-shop/api'],
    ].map(([who, member = '']) => ({
      name: `roles of Google for ${who}`,
      scopes: google,
      records: gkeOwner(member),
      confidence: 'proven' as const,
    })),
  ],
  pass: [
    {
      name: 'roles of Google for all of the cluster, which is told of at the policy',
      scopes: google,
      records: gkeOwner(
        'principalSet://POOL/kubernetes.cluster/https://container.googleapis.com/v1/projects/acme-prod/locations/europe-west1/clusters/main',
      ),
    },
    { name: 'a role that reads', scopes: aws, records: [...account, cluster, k8sRoleDoor(reader)] },
    {
      name: 'a role of an administrator for another account',
      scopes: aws,
      records: [
        k8sAccount({ cloud: { awsRoleArn: 'arn:aws:iam::111122223333:role/shop-api' } }),
        cluster,
        k8sRoleDoor({ ...admin, sub: 'system:serviceaccount:shop:other' }),
      ],
    },
    {
      name: 'an administrator for all of the cluster, which is told of at the role',
      scopes: aws,
      records: [...account, cluster, k8sRoleDoor({ ...admin, sub: 'system:serviceaccount:*' })],
    },
    {
      name: 'an application that owns nothing',
      scopes: azure,
      records: [
        ...account,
        cluster,
        servicePrincipal(),
        federatedCredential({ issuer: `https://${k8sIssuer}`, subject: 'system:serviceaccount:shop:api' }),
      ],
    },
  ],
  unknown: [
    {
      name: 'nobody told the issuer',
      scopes: aws,
      records: [...account, k8sCluster({ issuer: unknown('denied') }), k8sRoleDoor(admin)],
    },
    {
      name: 'it asks for a role of an account that was not scanned',
      records: [k8sAccount({ cloud: { awsRoleArn: 'arn:aws:iam::999988887777:role/x' } }), cluster],
    },
    { name: 'roles of AWS were not read', scopes: aws, records: [...account, cluster, awsGap('identities')] },
    {
      name: 'associations of EKS Pod Identity were not read',
      scopes: aws,
      records: [...account, cluster, k8sRoleDoor(reader), awsGap('eks-pod-identities')],
    },
    {
      name: 'federated credentials were not read',
      scopes: azure,
      records: [...account, cluster, azureGap({ step: 'federated-credentials' })],
    },
    {
      name: 'workloads were not read',
      scopes: aws,
      records: [...account, cluster, k8sRoleDoor(reader), k8sGap({ step: 'workloads' })],
    },
  ],
  notApplicable: [
    { name: 'no cloud was scanned, and it asks for none', records: [...account, cluster] },
    { name: 'no cloud takes it', scopes: aws, records: [...account, cluster] },
    {
      name: 'the federated credential writes the issuer without the slash that its tokens have',
      scopes: azure,
      records: [...account, k8sCluster({ tokenIssuer: `https://${k8sIssuer}/` }), azureOwner],
    },
    {
      name: 'roles of Google are for another namespace',
      scopes: google,
      records: gkeOwner('principalSet://POOL/namespace/ops'),
    },
    {
      name: 'the role asks for the namespace of another',
      scopes: aws,
      records: [
        ...account,
        cluster,
        k8sAssociation({ ...admin, asks: { 'aws:RequestTag/kubernetes-namespace': 'ops' } }),
      ],
    },
    {
      name: 'the role asks for tags, and the association sends none',
      scopes: aws,
      records: [
        ...account,
        cluster,
        k8sAssociation({ ...admin, disableSessionTags: true, asks: { 'aws:RequestTag/kubernetes-namespace': 'shop' } }),
      ],
    },
    {
      name: 'the role does not let itself be tagged',
      scopes: aws,
      records: [...account, cluster, k8sAssociation({ ...admin, actions: ['sts:AssumeRole'] })],
    },
    {
      name: 'the association is that of a cluster of the same name in another region',
      scopes: aws,
      records: [...account, cluster, k8sAssociation({ ...admin, region: 'us-east-1' })],
    },
    {
      name: 'the account has no provider for the cluster',
      scopes: aws,
      records: [...account, cluster, k8sRoleDoor({ ...admin, provider: false })],
    },
    {
      name: 'the trust asks for the subject of another issuer',
      scopes: aws,
      records: [...account, cluster, k8sRoleDoor({ ...admin, claimsOf: 'oidc.eks.eu-west-1.amazonaws.com/id/OTHER' })],
    },
  ],
})
