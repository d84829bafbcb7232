/** What tells a cluster from others. */
import { z } from 'zod'
import { route } from '../../shared/vendor/index.ts'
import { ofOpenShift } from '../map/managed.ts'
import { labels, list, named, text } from './list.ts'

/** Made with the cluster, and there as long as it is. */
export const getKubeSystem = route({
  path: '/api/v1/namespaces/kube-system',
  operation: 'get namespaces',
  permission: 'get namespaces',
  schema: z.object({ metadata: z.object({ uid: text, creationTimestamp: text.nullish() }) }),
})

export const getVersion = route({
  path: '/version',
  operation: 'get /version',
  permission: 'get /version',
  schema: z.object({ gitVersion: text }),
})

/** https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/#service-account-issuer-discovery */
export const getIssuer = route({
  path: '/.well-known/openid-configuration',
  operation: 'get /.well-known/openid-configuration',
  permission: 'get /.well-known/openid-configuration',
  schema: z.object({ issuer: text }),
  optional: true,
})

export const listNamespaces = list({
  path: '/api/v1/namespaces',
  resource: 'namespaces',
  schema: z.object({ metadata: named }),
})

const awsRole = 'eks.amazonaws.com/role-arn'
const gcpAccount = 'iam.gke.io/gcp-service-account'
const azureClient = 'azure.workload.identity/client-id'
const azureTenant = 'azure.workload.identity/tenant-id'

export const listServiceAccounts = list({
  path: '/api/v1/serviceaccounts',
  resource: 'serviceaccounts',
  schema: z.object({
    metadata: named.extend({
      namespace: text,
      annotations: z
        .object({
          [awsRole]: text.optional(),
          [gcpAccount]: text.optional(),
          [azureClient]: text.optional(),
          [azureTenant]: text.optional(),
          'meta.helm.sh/release-name': text.optional(),
          'argocd.argoproj.io/tracking-id': text.optional(),
          [ofOpenShift]: text.optional(),
        })
        .nullish(),
    }),
    automountServiceAccountToken: z.boolean().nullish(),
    secrets: z.array(z.object({ name: text.optional() })).nullish(),
    imagePullSecrets: z.array(z.object({ name: text.optional() })).nullish(),
  }),
})

export const listNodes = list({
  path: '/api/v1/nodes',
  resource: 'nodes',
  schema: z.object({
    metadata: named.extend({ labels }),
    spec: z.object({ providerID: text.optional() }).nullish(),
  }),
})
