/**
 * Facts of what the Kubernetes connector writes, by type and kind. Ids are built on the uid of the namespace
 * `kube-system`, which stays as long as the cluster does; `nativeId` is what kubectl prints or what a policy names.
 * Namespaced things are told as `namespace/name`.
 */
import type { Instant } from '../inventory.ts'
import type { Known } from '../known.ts'
import type { ConfigSecret } from './config-secret.ts'

/** resource `cluster`; `nativeId` is the uid of `kube-system`, or the server's address where that was not read. */
export type ClusterFacts = {
  /** `v1.34.1-eks-1a2b3c` */
  readonly version: Known<string>
  /** Whose tokens other clouds trust, without `https://` and without a slash at its end. */
  readonly issuer: Known<string>
  /** The same, letter by letter as tokens say it: `https://oidc.prod-aks.azure.com/…/`. Left out: not written down. */
  readonly tokenIssuer?: Known<string>
  /** Told by the issuer, else by the version. */
  readonly platform: Known<'eks' | 'gke' | 'aks'>
  /** Whether Secrets that hold tokens were asked for; the configuration decides. */
  readonly secretMetadata: boolean
}

/** resource `namespace`; `nativeId` is its name. */
export type NamespaceFacts = {
  readonly namespace: string
  readonly labels: { readonly [label: string]: string }
  /** What Pod Security refuses; none: nothing. https://kubernetes.io/docs/concepts/security/pod-security-standards/ */
  readonly podSecurity: Known<'privileged' | 'baseline' | 'restricted'>
}

/** identity `service-account`; `nativeId` is `system:serviceaccount:<namespace>:<name>`, which tokens say of it. */
export type ServiceAccountFacts = {
  readonly namespace: string
  readonly account: string
  readonly uid: Known<string>
  /** Whether pods get its token unless they say otherwise; none: it does not say, so they do. */
  readonly automount: Known<boolean>
  /** Names of Secrets that it lists: tokens from before Kubernetes 1.24. */
  readonly secrets: readonly string[]
  readonly imagePullSecrets: readonly string[]
  readonly cloud: CloudAnnotations
  readonly managedBy: Known<string>
  /** Muster itself signs in as it. */
  readonly scanner?: true
}

/** Which identity of a cloud its annotations ask for. They give nothing by themselves: the cloud has to trust it. */
export type CloudAnnotations = {
  readonly awsRoleArn: Known<string>
  readonly gcpServiceAccount: Known<string>
  readonly azureClientId: Known<string>
  readonly azureTenantId: Known<string>
}

/** identity `user`: whoever else a binding or a certificate names; Kubernetes has no list of users. `nativeId` is the name. */
export type KubernetesUserFacts = {
  readonly userName: string
}

/** resource `group`: as bindings name it; `nativeId` is the name. */
export type KubernetesGroupFacts = {
  readonly groupName: string
}

/** https://kubernetes.io/docs/reference/kubernetes-api/authorization-resources/cluster-role-v1/ */
export type PolicyRule = {
  readonly verbs: readonly string[]
  readonly apiGroups: readonly string[]
  readonly resources: readonly string[]
  /** Empty: all of them. */
  readonly resourceNames: readonly string[]
  readonly nonResourceURLs: readonly string[]
}

/** resources `role` and `cluster-role`; `nativeId` is `role/<namespace>/<name>` or `clusterrole/<name>`. */
export type RoleFacts = {
  /** none: of the whole cluster. */
  readonly namespace: string | null
  readonly role: string
  readonly rules: readonly PolicyRule[]
  readonly labels: { readonly [label: string]: string }
  /** Rules of cluster roles with these labels are its own as well; none: it has its own alone. */
  readonly aggregates: readonly { readonly [label: string]: string }[] | null
  /** Kubernetes makes it, and mends it whenever the API server starts. */
  readonly bootstrap: boolean
}

/**
 * resources `role-binding` and `cluster-role-binding`; `nativeId` is `rolebinding/<namespace>/<name>` or
 * `clusterrolebinding/<name>`. Edge `grants` from each subject to the role, `via` the binding's native id.
 */
export type BindingFacts = {
  /** none: it grants in every namespace. */
  readonly namespace: string | null
  readonly binding: string
  readonly roleKind: 'Role' | 'ClusterRole'
  readonly role: string
  readonly subjects: readonly BindingSubject[]
  readonly bootstrap: boolean
  readonly managedBy: Known<string>
  readonly createdAt: Known<Instant>
}

export type BindingSubject = {
  readonly kind: 'User' | 'Group' | 'ServiceAccount'
  readonly name: string
  /** Of service accounts. */
  readonly namespace: string | null
}

/**
 * resource `workload`: what makes pods, or a pod that nothing makes; `nativeId` is `<namespace>/<type>/<name>` in small
 * letters. Edge `runs-as` to its service account.
 */
export type KubernetesWorkloadFacts = {
  readonly namespace: string
  /** `Deployment`, `DaemonSet`, `StatefulSet`, `CronJob`, `Job`, `Pod`, or another that owns pods. */
  readonly type: string
  readonly serviceAccount: string
  /** What the pod itself says; none: its service account decides. */
  readonly automount: Known<boolean>
  /** Tokens that its pods ask for beside the usual one. */
  readonly tokens: readonly ProjectedToken[]
  readonly images: readonly string[]
  /** Variables that are filled from a Secret, by names alone. */
  readonly secretVariables: readonly SecretVariable[]
  /** Values in the clear that look like credentials. */
  readonly configSecrets: readonly ConfigSecret[]
  /** Secrets that are mounted as files. */
  readonly mountedSecrets: readonly string[]
  /** It gets out of its container: `privileged`, `hostPath`, `hostPID`, `hostNetwork`. */
  readonly hostAccess: readonly string[]
  /** What it belongs to by the labels that charts write; none: they are not there. */
  readonly application: Known<string>
}

export type ProjectedToken = {
  /** none: the API server's own. */
  readonly audience: string | null
  readonly expirationSeconds: number | null
}

export type SecretVariable = {
  /** none: every key of the Secret becomes a variable. */
  readonly variable: string | null
  readonly secret: string
  readonly key: string | null
}

/**
 * resource `runner-set`: runners of GitHub Actions that a controller makes as jobs ask for them; `nativeId` is
 * `<namespace>/<name>`. Edge `runs-as` to the service account of their pods.
 */
export type RunnerSetFacts = {
  readonly namespace: string
  /** What workflows ask for by `runs-on`. */
  readonly scaleSet: string
  /** Further labels that they may ask for. */
  readonly labels: readonly string[]
  /** Whose jobs it takes: `github.com/acme/api`, `github.com/acme`, `github.com/enterprises/acme`. */
  readonly serves: Known<string>
  /** The name of its group at GitHub; none: the default one. */
  readonly runnerGroup: Known<string>
  /** The Secret that it signs in to GitHub with, by name. */
  readonly secret: Known<string>
  readonly minRunners: Known<number>
  /** none: as many as jobs ask for. */
  readonly maxRunners: Known<number>
  readonly serviceAccount: string
  /** What the pods say; none: their service account decides. */
  readonly automount: Known<boolean>
  /** Tokens that they ask for beside the usual one. */
  readonly tokens: readonly ProjectedToken[]
  /** Azure’s webhook hands them a token for the identity that their account names. */
  readonly azureIdentity: boolean
  readonly containers: JobContainers
}

/** Where a job with a container of its own runs. */
export type JobContainers = {
  /** Hooks make another pod for it; else it runs within the runner’s, where there is a Docker at all. */
  readonly pods: boolean
  /** A file says more of those pods, such as their service account; nobody reads it. */
  readonly template: boolean
  /** Jobs without one are refused. */
  readonly required: boolean
}

/** resource `node`; `nativeId` is its name. */
export type NodeFacts = {
  /** `aws:///eu-west-1a/i-0abc`, by which its cloud knows it. */
  readonly providerId: Known<string>
  /** GKE answers its pods in place of Compute Engine. */
  readonly gkeMetadataServer: boolean
}

/** credential `token`: a Secret that holds a token without an end; `nativeId` is `<namespace>/<name>`. Only metadata is read. */
export type TokenSecretFacts = {
  readonly namespace: string
  readonly secret: string
  readonly account: string
  /** Day from which the cluster takes it for unused and refuses it. */
  readonly invalidSince: Known<string>
}

/** credential `certificate`: of a request that the cluster has signed; `nativeId` is the name of the request. */
export type ClientCertificateFacts = {
  readonly request: string
  readonly signer: string
  readonly userName: string
  readonly groups: readonly string[]
  readonly requestedBy: string
}

/** resource `webhook`; `nativeId` is `<configuration>/<webhook>`. */
export type WebhookFacts = {
  readonly type: 'mutating' | 'validating'
  readonly configuration: string
  /** Host of an address outside; none: a service of the cluster. */
  readonly host: Known<string>
  readonly service: Known<string>
  readonly failurePolicy: Known<string>
  /** `pods`, `secrets`, `*`: what passes through it. */
  readonly resources: readonly string[]
}

/** resource `api-service`: an API that something else than the API server answers; `nativeId` is its name. */
export type ApiServiceFacts = {
  readonly group: string
  readonly service: string
  /** The API server does not check whom it hands requests to. */
  readonly insecure: boolean
}

/** resource `ai-resource`: of a platform for models or agents; `nativeId` is `<namespace>/<kind>/<name>`. */
export type AiResourceFacts = {
  readonly namespace: string
  readonly group: string
  readonly kind: string
  readonly serviceAccount: Known<string>
  readonly models: readonly string[]
}
