/** What has to stand at AWS and at Microsoft, so that accounts of the clusters become somebody there. */
import { allow, awsManaged, trust } from '../../documents.ts'
import type { AccountBuilder } from '../../account.ts'
import type { TenantBuilder } from '../azure/builder.ts'
import { guid, inGroup, subscriptions } from '../azure/ids.ts'
import type { Expect } from '../github/company.ts'
import { accountName, labIssuer, nodeInstance, otherInstance, prodIssuer } from './ids.ts'

const west = 'eu-west-1'

/** Of the production account: the cluster’s issuer, a role that administers and one that does not, and two nodes. */
export function plantClusterRoles(prod: AccountBuilder): void {
  const provider = `arn:aws:iam::${prod.id}:oidc-provider/${prodIssuer}`
  const podOf = (account: string) =>
    trust(
      { Federated: provider },
      { StringEquals: { [`${prodIssuer}:aud`]: 'sts.amazonaws.com', [`${prodIssuer}:sub`]: accountName(account) } },
      'sts:AssumeRoleWithWebIdentity',
    )
  const usual = { created: '2025-03-03', used: '2026-11-20' }
  const controller = prod.role('eks-cloud-controller', {
    ...usual,
    trust: podOf('platform/cloud-controller'),
    attached: [awsManaged('AdministratorAccess')],
    tags: { owner: 'platform@larkspur.example' },
  })
  prod.expect('aws-principal-effective-admin', controller, 'critical')
  prod.role('eks-label-printer', {
    ...usual,
    trust: podOf('parcel/label-printer'),
    inline: { labels: allow('s3:GetObject', 'arn:aws:s3:::larkspur-labels/*') },
  })
  const builds = prod.role('eks-open-builds', {
    ...usual,
    trust: podOf('runners/open-builds'),
    attached: [awsManaged('AdministratorAccess')],
    tags: { owner: 'platform@larkspur.example' },
  })
  prod.expect('aws-principal-effective-admin', builds, 'critical')
  prod.role('eks-docs-builds', {
    ...usual,
    trust: podOf('runners/docs-builds'),
    inline: { pages: allow('s3:PutObject', 'arn:aws:s3:::larkspur-docs-preview/*') },
  })
  prod.iam('OpenIDConnectProviders', {
    Arn: provider,
    Url: prodIssuer,
    ClientIDList: ['sts.amazonaws.com'],
    ThumbprintList: ['9e99a48a9960b14926bb7f3b02e22da2b0ab7280'],
    CreateDate: '2025-03-03T09:00:00+00:00',
    Tags: [],
  })
  const secrets = { read: allow('secretsmanager:GetSecretValue', '*') }
  node(prod, { name: 'eks-nodes', instance: nodeInstance, hops: 2, inline: secrets })
  node(prod, { name: 'eks-nodes-held', instance: otherInstance, hops: 1, inline: secrets })
}

interface NodeSpec {
  readonly name: string
  readonly instance: string
  readonly hops: number
  readonly inline: { readonly [name: string]: ReturnType<typeof allow> }
}

function node(prod: AccountBuilder, { name, instance, hops, inline }: NodeSpec): void {
  prod.role(name, {
    trust: trust({ Service: 'ec2.amazonaws.com' }),
    created: '2025-03-03',
    used: '2026-11-20',
    inline,
    profile: true,
  })
  const profile = { Arn: `arn:aws:iam::${prod.id}:instance-profile/${name}` }
  prod.region(west, 'ec2', 'IamInstanceProfileAssociations', {
    AssociationId: `iip-assoc-${instance.slice(-4)}`,
    InstanceId: instance,
    State: 'associated',
    IamInstanceProfile: { ...profile, Id: 'AIPALARK' },
  })
  prod.region(west, 'ec2', 'Reservations', {
    ReservationId: `r-${instance.slice(-4)}`,
    OwnerId: prod.id,
    Instances: [
      {
        InstanceId: instance,
        State: { Code: 16, Name: 'running' },
        MetadataOptions: { HttpTokens: 'required', HttpPutResponseHopLimit: hops, State: 'applied' },
        IamInstanceProfile: profile,
        Tags: [{ Key: 'Name', Value: `larkspur-prod ${name}` }],
      },
    ],
  })
}

const lab = `/subscriptions/${subscriptions.lab}`

/** Of the tenant: a managed identity that owns the lab’s subscription, and one that reads reports. */
export function plantClusterFederation({ azureRole, userIdentity }: TenantBuilder, expect: Expect): void {
  const identity = (name: string, account: string) =>
    userIdentity(name, {
      subscription: subscriptions.lab,
      group: 'rg-simulation',
      federated: [{ name: 'aks', issuer: `https://${labIssuer}/`, subject: accountName(account) }],
    })
  azureRole(identity('id-pallet-controller', 'simulation/pallet-controller'), 'Owner', lab)
  expect('azure-mi-privileged', guid('app id-pallet-controller'), 'high')
  const path = `${inGroup(subscriptions.lab, 'rg-simulation')}/providers/microsoft.managedidentity/userassignedidentities/id-pallet-controller/federatedidentitycredentials/aks`
  expect('entra-fic-privileged-app', path.toLowerCase(), 'medium')
  azureRole(
    identity('id-pallet-report', 'simulation/pallet-report'),
    'Storage Blob Data Reader',
    inGroup(subscriptions.lab, 'rg-simulation'),
  )
}
