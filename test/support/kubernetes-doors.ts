/** What stands at the side of clouds: roles, associations and credentials that take tokens of the cluster. */
import { account, edge, resource, role, roleArn } from './aws-records.ts'
import type { Records, RoleInput } from './aws-records.ts'
import { workload } from './aws-resources.ts'
import { doorRoleId } from './door-records.ts'
import { k8sAccountName, k8sIssuer } from './kubernetes-place.ts'

interface RoleDoorInput extends RoleInput {
  /** Whom the trust names; left out: `shop/api`. */
  readonly sub?: string
  readonly issuer?: string
}

/** A role of AWS that takes tokens of the cluster's issuer, for one account unless told otherwise. */
export function k8sRoleDoor({
  sub = k8sAccountName('shop/api'),
  issuer = k8sIssuer,
  name = 'shop-api',
  ...rest
}: RoleDoorInput = {}): Records {
  const Federated = `arn:aws:iam::${account}:oidc-provider/${issuer}`
  const trust = [
    {
      Effect: 'Allow' as const,
      Principal: { Federated },
      Action: 'sts:AssumeRoleWithWebIdentity',
      Condition: {
        StringEquals: { [`${issuer}:aud`]: 'sts.amazonaws.com' },
        StringLike: { [`${issuer}:sub`]: sub },
      },
    },
  ]
  const provider = resource({
    kind: 'iam:oidc-provider',
    arn: Federated,
    name: issuer,
    facts: { url: issuer, clientIds: ['sts.amazonaws.com'], createdAt: null },
  })
  return [
    ...role({ ...rest, name, trust }),
    provider,
    edge('trusts', doorRoleId(name), `oidc:${issuer}`, { via: 'Statement[0]' }),
    ...outsideOrganizations(),
  ]
}

/** The account belongs to no organization, so that nothing limits its identities unseen. */
function outsideOrganizations(): Records {
  const facts = { organizationId: null, managementAccountId: null }
  return [resource({ kind: 'organizations:membership', arn: account, facts })]
}

interface AssociationInput extends RoleInput {
  /** `shop/api` */
  readonly of?: string
}

/** A role that EKS hands to the pods of one account. */
export function k8sAssociation({ of = 'shop/api', name = 'shop-api', ...rest }: AssociationInput = {}): Records {
  const [namespace, serviceAccount] = of.split('/')
  const Principal = { Service: 'pods.eks.amazonaws.com' }
  const trust = [{ Effect: 'Allow' as const, Principal, Action: ['sts:AssumeRole', 'sts:TagSession'] }]
  return [
    ...role({ ...rest, name, trust }),
    ...workload({ kind: 'eks:cluster', name: 'acme-prod', facts: { oidcIssuer: k8sIssuer } }),
    ...workload({
      kind: 'eks:pod-identity-association',
      name: `acme-prod/${of}`,
      role: name,
      facts: { clusterName: 'acme-prod', namespace, serviceAccount, roleArn: roleArn(name) },
    }),
    ...outsideOrganizations(),
  ]
}
