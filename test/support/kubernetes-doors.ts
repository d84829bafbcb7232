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
  /** The issuer whose claims the trust asks for; left out: the same. */
  readonly claimsOf?: string
  /** Further statements of the trust. */
  readonly also?: NonNullable<RoleInput['trust']>
  /** false: the account has none for the issuer. */
  readonly provider?: boolean
}

/** A role of AWS that takes tokens of the cluster's issuer, for one account unless told otherwise. */
export function k8sRoleDoor({
  sub = k8sAccountName('shop/api'),
  issuer = k8sIssuer,
  claimsOf = issuer,
  also = [],
  provider: hasProvider = true,
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
        StringEquals: { [`${claimsOf}:aud`]: 'sts.amazonaws.com' },
        StringLike: { [`${claimsOf}:sub`]: sub },
      },
    },
    ...also,
  ]
  const provider = resource({
    kind: 'iam:oidc-provider',
    arn: Federated,
    name: issuer,
    facts: { url: issuer, clientIds: ['sts.amazonaws.com'], createdAt: null },
  })
  return [
    ...role({ ...rest, name, trust }),
    ...(hasProvider ? [provider] : []),
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
  /** Of the cluster and the association; left out: the same. */
  readonly region?: string
  /** By key: what the trust asks of the service's request. */
  readonly asks?: { readonly [key: string]: string }
  readonly actions?: readonly string[]
  readonly disableSessionTags?: boolean
}

/** A role that EKS hands to the pods of one account. */
export function k8sAssociation(input: AssociationInput = {}): Records {
  const { of = 'shop/api', name = 'shop-api', region = 'eu-west-1', disableSessionTags = false, ...others } = input
  const { asks, actions = ['sts:AssumeRole', 'sts:TagSession'], ...rest } = others
  const [namespace, serviceAccount] = of.split('/')
  const Principal = { Service: 'pods.eks.amazonaws.com' }
  const Condition = asks && { StringEquals: asks }
  const trust = [{ Effect: 'Allow' as const, Principal, Action: actions, ...(Condition && { Condition }) }]
  return [
    ...role({ ...rest, name, trust }),
    ...workload({ kind: 'eks:cluster', name: 'acme-prod', facts: { oidcIssuer: k8sIssuer } }),
    ...workload({
      kind: 'eks:pod-identity-association',
      name: `acme-prod/${of}`,
      role: name,
      facts: {
        clusterName: 'acme-prod',
        region,
        namespace,
        serviceAccount,
        roleArn: roleArn(name),
        disableSessionTags,
      },
    }),
    ...outsideOrganizations(),
  ]
}
