import { z } from 'zod'

const named = z.string().min(1)

/** The `kubernetes` section of muster.yaml. */
export const KubernetesConfig = z.strictObject({
  kubeconfig: named
    .optional()
    .describe('A kubeconfig file; left out: KUBECONFIG, else ~/.kube/config, else the service account of this pod.'),
  kubeconfigEnv: named.optional().describe('Or the environment variable that holds what such a file holds.'),
  contexts: z
    .array(named)
    .default([])
    .describe('Which contexts of it are read, `*` for any run of letters; empty: the current one.'),
  execPlugins: z
    .boolean()
    .default(true)
    .describe('Run the programs that a kubeconfig names for signing in, as kubectl does.'),
  endpoint: z.url().optional().describe('The address of one API server, in place of a kubeconfig.'),
  name: named.optional().describe('With endpoint: what the cluster is called; left out: its host.'),
  caFile: named.optional().describe('With endpoint: a PEM file with the authority of its certificate.'),
  auth: z
    .union([
      z.strictObject({ tokenEnv: named.describe('The environment variable that holds the token.') }),
      z.strictObject({ tokenFile: named.describe('Or the file that holds it; it is read again when it changes.') }),
    ])
    .optional()
    .describe('With endpoint: how to sign in.'),
  secretMetadata: z
    .boolean()
    .default(false)
    .describe(
      'Ask for the metadata of Secrets that hold tokens of service accounts. Kubernetes has no permission for metadata alone: it takes `list secrets`.',
    ),
})
export type KubernetesConfig = z.infer<typeof KubernetesConfig>
