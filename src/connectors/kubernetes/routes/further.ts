/** Tokens in Secrets, certificates, webhooks, and APIs that others answer. */
import { z } from 'zod'
import { route } from '../../shared/vendor/index.ts'
import { list, named, text, texts } from './list.ts'

const accountOf = 'kubernetes.io/service-account.name'
const lastUsed = 'kubernetes.io/legacy-token-last-used'
const invalidSince = 'kubernetes.io/legacy-token-invalid-since'

/** Metadata alone, by the form that is asked for: what a Secret holds is not even sent. */
export const listTokenSecrets = list({
  path: '/api/v1/secrets',
  resource: 'secrets',
  fieldSelector: 'type=kubernetes.io/service-account-token',
  metadata: true,
  schema: z.object({
    metadata: named.omit({ labels: true }).extend({
      namespace: text,
      annotations: z.object({ [accountOf]: text.optional() }).nullish(),
      labels: z.object({ [lastUsed]: text.optional(), [invalidSince]: text.optional() }).nullish(),
    }),
  }),
})
export type TokenSecretAnswer = z.infer<typeof listTokenSecrets.schema>
export const tokenLabels = { accountOf, lastUsed, invalidSince } as const

/** https://kubernetes.io/docs/reference/access-authn-authz/service-accounts-admin/#legacy-serviceaccount-token-tracking-controller */
export const getTracking = route({
  path: '/api/v1/namespaces/kube-system/configmaps/kube-apiserver-legacy-service-account-token-tracking',
  operation: 'get configmaps',
  permission: 'get configmaps',
  schema: z.object({ data: z.object({ since: text.optional() }).nullish() }),
  absent: true,
})

export const listCertificateRequests = list({
  path: '/apis/certificates.k8s.io/v1/certificatesigningrequests',
  resource: 'certificatesigningrequests.certificates.k8s.io',
  schema: z.object({
    metadata: named,
    spec: z.object({ signerName: text, username: text.nullish() }),
    status: z.object({ certificate: text.nullish() }).nullish(),
  }),
})

const webhooks = z
  .array(
    z.object({
      name: text,
      clientConfig: z.object({
        url: text.nullish(),
        service: z.object({ name: text, namespace: text }).nullish(),
      }),
      failurePolicy: text.nullish(),
      rules: z.array(z.object({ resources: texts })).nullish(),
    }),
  )
  .nullish()
const configurations = z.object({ metadata: named, webhooks })
export type WebhookConfiguration = z.infer<typeof configurations>

export const listMutatingWebhooks = list({
  path: '/apis/admissionregistration.k8s.io/v1/mutatingwebhookconfigurations',
  resource: 'mutatingwebhookconfigurations.admissionregistration.k8s.io',
  schema: configurations,
})
export const listValidatingWebhooks = list({
  path: '/apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations',
  resource: 'validatingwebhookconfigurations.admissionregistration.k8s.io',
  schema: configurations,
})
export const listApiServices = list({
  path: '/apis/apiregistration.k8s.io/v1/apiservices',
  resource: 'apiservices.apiregistration.k8s.io',
  schema: z.object({
    metadata: named,
    spec: z.object({
      group: text.nullish(),
      insecureSkipTLSVerify: z.boolean().nullish(),
      service: z.object({ name: text.optional(), namespace: text.optional() }).nullish(),
    }),
  }),
})
