/** What a pod's specification tells: as whom it runs, which secrets it gets and how, and whether it gets out of its container. */
import type { KubernetesWorkloadFacts, ProjectedToken, SecretVariable } from '../../../model/facts/kubernetes.ts'
import { configFacts } from '../../shared/secret-shapes.ts'
import type { PodSpec } from '../routes/workloads.ts'

export type PodFacts = Pick<
  KubernetesWorkloadFacts,
  | 'serviceAccount'
  | 'automount'
  | 'tokens'
  | 'images'
  | 'secretVariables'
  | 'configSecrets'
  | 'mountedSecrets'
  | 'hostAccess'
>

export function podFacts(spec: PodSpec, fingerprint: (value: string) => string): PodFacts {
  const containers = containersOf(spec)
  const values = containers.flatMap(({ env }) => (env ?? []).map(({ name, value }) => [name, value ?? ''] as const))
  return {
    serviceAccount: spec.serviceAccountName ?? 'default',
    automount: spec.automountServiceAccountToken ?? null,
    tokens: tokensOf(spec),
    images: [...new Set(containers.flatMap(({ image }) => image ?? []))].toSorted(),
    secretVariables: variablesOf(spec),
    configSecrets: configFacts(values, fingerprint).configSecrets,
    mountedSecrets: mountedOf(spec),
    hostAccess: hostAccessOf(spec),
  }
}

function containersOf({ containers, initContainers }: PodSpec): NonNullable<PodSpec['containers']> {
  return [...(initContainers ?? []), ...(containers ?? [])]
}

function variablesOf(spec: PodSpec): readonly SecretVariable[] {
  const found = containersOf(spec).flatMap(({ env, envFrom }): readonly SecretVariable[] => [
    ...(env ?? []).flatMap(({ name, valueFrom }) => {
      const source = valueFrom?.secretKeyRef
      return source == null ? [] : [{ variable: name, secret: source.name ?? '', key: source.key }]
    }),
    ...(envFrom ?? []).flatMap(({ secretRef }) =>
      secretRef?.name === undefined ? [] : [{ variable: null, secret: secretRef.name, key: null }],
    ),
  ])
  const distinct = new Map(found.map((each) => [JSON.stringify([each.secret, each.variable, each.key]), each]))
  return [...distinct].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, each]) => each)
}

/** The volume that the API server adds to every pod by itself is told by `automount`. */
export function tokensOf({ volumes }: Pick<PodSpec, 'volumes'>): readonly ProjectedToken[] {
  return (volumes ?? [])
    .filter(({ name }) => !name.startsWith('kube-api-access-'))
    .flatMap(({ projected }) => projected?.sources ?? [])
    .flatMap(({ serviceAccountToken: token }) =>
      token == null ? [] : [{ audience: token.audience ?? null, expirationSeconds: token.expirationSeconds ?? null }],
    )
}

function mountedOf({ volumes }: PodSpec): readonly string[] {
  const names = (volumes ?? []).flatMap(({ secret, projected }) => [
    ...(secret?.secretName === undefined ? [] : [secret.secretName]),
    ...(projected?.sources ?? []).flatMap((each) => each.secret?.name ?? []),
  ])
  return [...new Set(names)].toSorted()
}

/** What Pod Security's baseline forbids and lets a process act as its node. */
function hostAccessOf(spec: PodSpec): readonly string[] {
  const found = [
    ...(containersOf(spec).some(({ securityContext }) => securityContext?.privileged === true) ? ['privileged'] : []),
    ...((spec.volumes ?? []).some(({ hostPath }) => hostPath != null) ? ['hostPath'] : []),
    ...(spec.hostPID === true ? ['hostPID'] : []),
    ...(spec.hostNetwork === true ? ['hostNetwork'] : []),
  ]
  return found
}
