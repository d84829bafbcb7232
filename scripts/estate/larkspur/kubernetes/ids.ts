/** Larkspur's clusters, and by which names clouds know them. */
import { guid, tenantId } from '../azure/ids.ts'

/** On EKS, in the production account of AWS. */
export const prodIssuer = 'oidc.eks.eu-west-1.amazonaws.com/id/4C41524B53505552'
/** On AKS, in the lab subscription of Azure. */
export const labIssuer = `northeurope.oic.prod-aks.azure.com/${tenantId}/${guid('cluster larkspur-lab')}`

export const clusterNames = ['larkspur-lab', 'larkspur-prod'] as const
export const awsAccount = '111122223333'
export const controllerRole = `arn:aws:iam::${awsAccount}:role/eks-cloud-controller`
export const printerRole = `arn:aws:iam::${awsAccount}:role/eks-label-printer`
export const openBuildsRole = `arn:aws:iam::${awsAccount}:role/eks-open-builds`
export const docsBuildsRole = `arn:aws:iam::${awsAccount}:role/eks-docs-builds`
/** Client ids of managed identities. */
export const controllerClient = guid('app id-pallet-controller')
export const nodeInstance = 'i-0lark000000000051'
export const otherInstance = 'i-0lark000000000052'

export function accountName(name: string): string {
  return `system:serviceaccount:${name.replace('/', ':')}`
}
