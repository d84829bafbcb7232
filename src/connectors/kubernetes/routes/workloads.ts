/** What runs, and as whom. Values of variables are read so that they can be told for secrets, and go no further than the mapper. */
import { z } from 'zod'
import { list, named, text } from './list.ts'

const flag = z.boolean().nullish()

const container = z.object({
  image: text.nullish(),
  env: z
    .array(
      z.object({
        name: text,
        value: text.nullish(),
        valueFrom: z.object({ secretKeyRef: z.object({ name: text.optional(), key: text }).nullish() }).nullish(),
      }),
    )
    .nullish(),
  envFrom: z.array(z.object({ secretRef: z.object({ name: text.optional() }).nullish() })).nullish(),
  securityContext: z.object({ privileged: flag }).nullish(),
})

const source = z.object({
  serviceAccountToken: z.object({ audience: text.nullish(), expirationSeconds: z.number().nullish() }).nullish(),
  secret: z.object({ name: text.optional() }).nullish(),
})

export const podSpec = z.object({
  serviceAccountName: text.nullish(),
  automountServiceAccountToken: flag,
  hostNetwork: flag,
  hostPID: flag,
  hostIPC: flag,
  containers: z.array(container).nullish(),
  initContainers: z.array(container).nullish(),
  volumes: z
    .array(
      z.object({
        name: text,
        secret: z.object({ secretName: text.optional() }).nullish(),
        hostPath: z.object({ path: text }).nullish(),
        projected: z.object({ sources: z.array(source).nullish() }).nullish(),
      }),
    )
    .nullish(),
})
export type PodSpec = z.infer<typeof podSpec>

const owned = named.extend({
  namespace: text,
  ownerReferences: z.array(z.object({ apiVersion: text, kind: text, name: text, controller: flag })).nullish(),
})
export type OwnedMetadata = z.infer<typeof owned>

const template = z.object({ spec: podSpec })
const withTemplate = z.object({ metadata: owned, spec: z.object({ template }) })

export const listDeployments = list({
  path: '/apis/apps/v1/deployments',
  resource: 'deployments.apps',
  schema: withTemplate,
})
export const listDaemonSets = list({
  path: '/apis/apps/v1/daemonsets',
  resource: 'daemonsets.apps',
  schema: withTemplate,
})
export const listStatefulSets = list({
  path: '/apis/apps/v1/statefulsets',
  resource: 'statefulsets.apps',
  schema: withTemplate,
})
export const listJobs = list({ path: '/apis/batch/v1/jobs', resource: 'jobs.batch', schema: withTemplate })
export const listCronJobs = list({
  path: '/apis/batch/v1/cronjobs',
  resource: 'cronjobs.batch',
  schema: z
    .object({ metadata: owned, spec: z.object({ jobTemplate: z.object({ spec: z.object({ template }) }) }) })
    .transform(({ metadata, spec }) => ({ metadata, spec: spec.jobTemplate.spec })),
})
export const listPods = list({
  path: '/api/v1/pods',
  resource: 'pods',
  schema: z.object({ metadata: owned, spec: podSpec }),
})
