/** Where keys of vendors of models are kept, over every connector: by the value's fingerprint, and by its name. */
import type { View } from '../../inventory/view.ts'
import type { ConfigSecret } from '../../model/facts/config-secret.ts'
import type { StoredSecretFacts } from '../../model/facts/github.ts'
import type { AgentConfigFacts } from '../../model/facts/mcp.ts'
import type { Evidence, Known, Resource, Scope } from '../../model/index.ts'
import { isKnown } from '../../model/index.ts'
import { workloadKey, workloadKinds } from './aws-workloads.ts'

/** One place that holds a key. */
export interface KeptKey {
  readonly resource: string
  /** What tells two places apart: of revisions of one workload there is one. */
  readonly place: string
  /** In words: `lambda:function claims (aws)`. */
  readonly words: string
  /** A vendor and a scope: what is shared within one of them may be meant. */
  readonly store: string
  readonly evidence: Evidence
}

export interface AiKeys {
  /** Ids of groups that a resource belongs to. */
  readonly groupsOf: ReadonlyMap<string, readonly string[]>
  readonly groups: ReadonlyMap<string, KeyGroup>
}

export interface KeyGroup {
  readonly by: 'value' | 'name'
  /** `openai api key` of a value, the name of a name. */
  readonly what: string
  /** In order of resource. */
  readonly kept: readonly KeptKey[]
}

interface Mention {
  readonly by: KeyGroup['by']
  readonly key: string
  readonly what: string
  readonly detail: string
}

/** The kinds that may hold one, with the facet that tells of them. */
export const keyHolders: readonly {
  readonly provider: string
  /** The scopes that hold them. */
  readonly within: Scope['kind']
  readonly kinds: readonly string[]
  readonly facets: readonly string[]
}[] = [
  {
    provider: 'aws',
    within: 'account',
    kinds: [...workloadKinds, 'secretsmanager:secret'],
    facets: ['aws.workloads', 'aws.secrets'],
  },
  {
    provider: 'github',
    within: 'organization',
    kinds: ['secret', 'variable'],
    facets: ['github.organization-secrets', 'github.repository-secrets', 'github.repository-variables'],
  },
  { provider: 'kubernetes', within: 'cluster', kinds: ['workload'], facets: ['kubernetes.workloads'] },
  {
    provider: 'mcp',
    within: 'workspace',
    kinds: ['agent-config'],
    facets: ['mcp.servers', 'mcp.frameworks', 'mcp.env-files'],
  },
]

export function aiKeys(view: View): AiKeys {
  return view.onceForAll('keys of vendors of models', () => {
    const groups = new Map<string, { by: KeyGroup['by']; what: string; kept: KeptKey[] }>()
    const groupsOf = new Map<string, string[]>()
    for (const resource of holders(view))
      for (const { by, key, what, detail } of mentionsIn(resource)) {
        const id = `${by} ${key}`
        const group = groups.get(id) ?? { by, what, kept: [] }
        if (group.kept.some((each) => each.resource === resource.id)) continue
        group.kept.push(keptIn(resource, detail))
        groups.set(id, group)
        groupsOf.set(resource.id, [...(groupsOf.get(resource.id) ?? []), id])
      }
    for (const { kept } of groups.values()) kept.sort((a, b) => (a.resource < b.resource ? -1 : 1))
    return { groups, groupsOf }
  })
}

export function holdingScopes(
  view: View,
  holder: { readonly provider: string; readonly within: Scope['kind'] },
): readonly Scope[] {
  return view.scopes().filter(({ provider, kind }) => provider === holder.provider && kind === holder.within)
}

function* holders(view: View): Generator<Resource> {
  for (const { kinds, ...holder } of keyHolders)
    for (const { id: scope } of holdingScopes(view, holder))
      for (const kind of kinds) yield* view.resources({ kind, scope })
}

function keptIn(resource: Resource, detail: string): KeptKey {
  const { id, kind, nativeId, name, provider, scope } = resource
  return {
    resource: id,
    place: provider === 'aws' ? workloadKey(resource) : placeOf(resource),
    words: `${provider === 'aws' ? kind : kind.replaceAll('-', ' ')} ${provider === 'github' ? placeOf(resource) : name} (${provider})`,
    store: `${provider} ${scope}`,
    evidence: { source: provider, detail: `${nativeId}: ${detail}` },
  }
}

/** Environments of one repository are one place, and so are `.env` and `.env.local` of one folder. */
function placeOf({ id, provider, scope, nativeId, facts }: Resource): string {
  const { repository, level, client } = facts as Partial<StoredSecretFacts & AgentConfigFacts>
  if (client === 'env-file') return `${scope} ${nativeId.split('/').slice(0, -1).join('/')}`
  if (provider !== 'github') return id
  return repository ?? (level === 'organization' ? 'the organization' : id)
}

function mentionsIn({ facts, kind, name, provider }: Resource): readonly Mention[] {
  const { configSecrets, looksLike, secretVariables, references } = facts as {
    readonly configSecrets?: Known<readonly ConfigSecret[]>
    readonly looksLike?: StoredSecretFacts['looksLike']
    readonly secretVariables?: readonly { readonly variable: string | null }[]
    readonly references?: readonly string[]
  }
  const values = (isKnown(configSecrets) ? configSecrets : []).flatMap((secret) => valueOf(secret) ?? [])
  const stored =
    (kind === 'secret' && isKnown(looksLike) && looksLike.provider === 'ai') || kind === 'secretsmanager:secret'
      ? [name.split('/').at(-1) ?? name]
      : []
  const names = [
    ...stored,
    ...(secretVariables ?? []).flatMap(({ variable }) => variable ?? []),
    ...(provider === 'mcp' ? (references ?? []) : []),
  ]
  return [...values, ...names.flatMap((each) => nameOf(each) ?? [])]
}

function valueOf({ name, looksLike, fingerprint }: ConfigSecret): Mention | undefined {
  if (fingerprint === undefined || !ofModels.test(looksLike)) return undefined
  return { by: 'value', key: fingerprint, what: looksLike.replaceAll('-', ' '), detail: name }
}

/** As src/connectors/shared/secret-formats.ts calls what it finds. */
const ofModels =
  /^(?:openai|anthropic|openrouter|deepseek|bedrock|google-api|hugging-face|groq|xai|perplexity|replicate|nvidia|mistral|cohere|azure-ai|together|fireworks|cerebras|deepinfra|dashscope|moonshot|voyage|langsmith|ai-gateway|google)-/

function nameOf(name: string): Mention | undefined {
  const normal = name.toUpperCase().replaceAll(/[^A-Z0-9]+/g, '_')
  return aiName.test(normal) ? { by: 'name', key: normal, what: normal, detail: name } : undefined
}

/** Names by which vendors' own libraries look for their key: https://github.com/anomalyco/models.dev */
const aiName =
  /(?:^|_)(?:OPENAI|ANTHROPIC|CLAUDE|GEMINI|GOOGLE_GENERATIVE_AI|AZURE_OPENAI|MISTRAL|COHERE|GROQ|XAI|DEEPSEEK|PERPLEXITY|OPENROUTER|TOGETHER|FIREWORKS|HF|HUGGINGFACE|HUGGING_FACE|NVIDIA|CEREBRAS|REPLICATE|VOYAGE)_(?:.*_)?(?:KEY|TOKEN|SECRET|PAT)(?:_|\d|$)|^AWS_BEARER_TOKEN_BEDROCK$/
