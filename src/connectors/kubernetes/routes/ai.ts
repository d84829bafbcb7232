/** Platforms for models and agents, as far as the cluster has them. */
import { z } from 'zod'
import { route } from '../../shared/vendor/index.ts'
import type { Route } from '../../shared/vendor/index.ts'
import { list, named, text } from './list.ts'

/** Which APIs there are: shown to whoever is signed in. https://kubernetes.io/docs/concepts/overview/kubernetes-api/#discovery-api */
export const getGroups = route({
  path: '/apis',
  operation: 'get /apis',
  permission: 'get /apis',
  schema: z.object({
    groups: z.array(z.object({ name: text, preferredVersion: z.object({ version: text }).nullish() })),
  }),
})

export interface AiKind {
  readonly group: string
  readonly kind: string
  readonly plural: string
}

export const aiKinds: readonly AiKind[] = [
  { group: 'kagent.dev', kind: 'Agent', plural: 'agents' },
  { group: 'agents.x-k8s.io', kind: 'Sandbox', plural: 'sandboxes' },
  { group: 'toolhive.stacklok.dev', kind: 'MCPServer', plural: 'mcpservers' },
  { group: 'serving.kserve.io', kind: 'InferenceService', plural: 'inferenceservices' },
  { group: 'ray.io', kind: 'RayService', plural: 'rayservices' },
  { group: 'ray.io', kind: 'RayCluster', plural: 'rayclusters' },
  { group: 'kaito.sh', kind: 'Workspace', plural: 'workspaces' },
]

export interface AiAnswer {
  readonly metadata: { readonly name: string; readonly namespace: string }
  readonly spec: AiSpec
}

export interface AiSpec {
  readonly accounts: readonly string[]
  readonly models: readonly string[]
}

/** Every platform writes it elsewhere, so the names of accounts and models are looked for; all else is left here. */
const spec = z.unknown().transform((value): AiSpec => {
  const found = { accounts: new Set<string>(), models: new Set<string>() }
  look(value, found, 0)
  return { accounts: [...found.accounts].toSorted(), models: [...found.models].toSorted() }
})

const deepest = 12
const accountFields = new Set(['serviceAccountName', 'serviceAccount'])
const modelFields = new Set(['model', 'modelId', 'modelName', 'modelConfig'])

function look(
  value: unknown,
  found: { readonly accounts: Set<string>; readonly models: Set<string> },
  depth: number,
): void {
  if (depth > deepest || typeof value !== 'object' || value === null) return
  for (const [field, inner] of Object.entries(value)) {
    if (typeof inner !== 'string') look(inner, found, depth + 1)
    else if (accountFields.has(field)) found.accounts.add(inner)
    else if (modelFields.has(field) && /^[\w./:-]{2,100}$/.test(inner)) found.models.add(inner)
  }
}

export function listAi({ group, plural }: AiKind, version: string): Route<AiAnswer> {
  return list({
    path: `/apis/${group}/${version}/${plural}`,
    resource: `${plural}.${group}`,
    schema: z.object({ metadata: named.extend({ namespace: text }), spec }),
    optional: true,
  })
}
