/** The steps, and what they do. */
import type { StepMeta } from '../contract.ts'
import { aiResources, aiResourcesMeta } from './steps/ai-resources.ts'
import { bindings, bindingsMeta } from './steps/bindings.ts'
import { certificateRequests, certificateRequestsMeta } from './steps/certificate-requests.ts'
import { cluster, clusterMeta } from './steps/cluster.ts'
import { namespaces, namespacesMeta } from './steps/namespaces.ts'
import { nodes, nodesMeta } from './steps/nodes.ts'
import { roles, rolesMeta } from './steps/roles.ts'
import { runners, runnersMeta } from './steps/runners.ts'
import { serviceAccounts, serviceAccountsMeta } from './steps/service-accounts.ts'
import { tokenSecrets, tokenSecretsMeta } from './steps/token-secrets.ts'
import { webhooks, webhooksMeta } from './steps/webhooks.ts'
import { workloads, workloadsMeta } from './steps/workloads.ts'

export const steps = [
  clusterMeta,
  namespacesMeta,
  serviceAccountsMeta,
  rolesMeta,
  bindingsMeta,
  workloadsMeta,
  nodesMeta,
  tokenSecretsMeta,
  certificateRequestsMeta,
  webhooksMeta,
  runnersMeta,
  aiResourcesMeta,
] as const satisfies readonly StepMeta[]

export const bodies = {
  cluster,
  namespaces,
  'service-accounts': serviceAccounts,
  roles,
  bindings,
  workloads,
  nodes,
  'token-secrets': tokenSecrets,
  'certificate-requests': certificateRequests,
  webhooks,
  runners,
  'ai-resources': aiResources,
} as const
