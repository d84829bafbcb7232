/** Who may do what. https://kubernetes.io/docs/reference/kubernetes-api/authorization-resources/ */
import { z } from 'zod'
import { ofOpenShift } from '../map/managed.ts'
import { labels, list, named, text, texts } from './list.ts'

const rule = z.object({
  verbs: texts,
  apiGroups: texts,
  resources: texts,
  resourceNames: texts,
  nonResourceURLs: texts,
})
const rules = z
  .array(rule)
  .nullish()
  .transform((all) => all ?? [])
const group = '/apis/rbac.authorization.k8s.io/v1'

const selector = z.object({ matchLabels: labels, matchExpressions: z.array(z.unknown()).nullish() })
export type Selector = z.infer<typeof selector>

export const listClusterRoles = list({
  path: `${group}/clusterroles`,
  resource: 'clusterroles.rbac.authorization.k8s.io',
  schema: z.object({
    metadata: named,
    rules,
    aggregationRule: z
      .object({
        clusterRoleSelectors: z.array(selector).nullish(),
      })
      .nullish(),
  }),
})

export const listRoles = list({
  path: `${group}/roles`,
  resource: 'roles.rbac.authorization.k8s.io',
  schema: z.object({ metadata: named.extend({ namespace: text }), rules }),
})

const binding = {
  roleRef: z.object({ kind: z.enum(['Role', 'ClusterRole']), name: text }),
  subjects: z.array(z.object({ kind: text, name: text, namespace: text.optional() })).nullish(),
}
const annotated = named.extend({
  annotations: z
    .object({
      'meta.helm.sh/release-name': text.optional(),
      'argocd.argoproj.io/tracking-id': text.optional(),
      [ofOpenShift]: text.optional(),
    })
    .nullish(),
})

export const listClusterRoleBindings = list({
  path: `${group}/clusterrolebindings`,
  resource: 'clusterrolebindings.rbac.authorization.k8s.io',
  schema: z.object({ metadata: annotated, ...binding }),
})

export const listRoleBindings = list({
  path: `${group}/rolebindings`,
  resource: 'rolebindings.rbac.authorization.k8s.io',
  schema: z.object({ metadata: annotated.extend({ namespace: text }), ...binding }),
})

export type RoleAnswer = z.infer<typeof listRoles.schema>
export type ClusterRoleAnswer = z.infer<typeof listClusterRoles.schema>
export type RoleBindingAnswer = z.infer<typeof listRoleBindings.schema>
export type ClusterRoleBindingAnswer = z.infer<typeof listClusterRoleBindings.schema>
