/**
 * Signs by which something is known to belong to a model, as data. Ids come before names: they cannot be taken over.
 * `confidence`: 1 an id its vendor publishes · 0.9 an id of a public list · 0.7 and more an exact name · 0.4 a word in a name.
 */
import type { AiFacet } from '../../model/index.ts'
import { entraSignatures } from './ai-signatures-entra.ts'
import { googleSignatures } from './ai-signatures-google.ts'
import { kubernetesSignatures } from './ai-signatures-kubernetes.ts'
import { oktaSignatures } from './ai-signatures-okta.ts'
import { slackSignatures } from './ai-signatures-slack.ts'

export interface AiSignature {
  readonly id: string
  readonly match: { readonly type: AiSignType; readonly value: string }
  readonly vendor: string
  readonly kind: AiFacet['kind']
  readonly confidence: number
  readonly source: string
  /** Day on which it was last seen in its source; none: from memory, not looked up. */
  readonly verifiedAt: string | null
}

export type AiSignType =
  | 'github-app-id'
  | 'github-user-id'
  | 'github-app-slug'
  /** `owner/repository`, or `owner/prefix*` */
  | 'github-action'
  /** A whole name, or with `*` at its end what the words before the word for a secret are: `OPENAI*` */
  | 'secret-name'
  | 'host'
  /** Of an application, which is the same in every tenant. */
  | 'entra-app-id'
  /** A label that a product puts on its service principals; with `*` at its end, the beginning of one. */
  | 'entra-tag'
  /** Of an OAuth client of Google, which is the same for every customer. */
  | 'google-client-id'
  /** The whole name by which an application asks users of Google to let it in, in small letters. */
  | 'google-app-name'
  /** The name of an application of Okta without the plan behind it, in small letters. */
  | 'okta-app-name'
  /** Of an account that Google runs a service with: `aiplatform` of `service-…@gcp-sa-aiplatform.iam.gserviceaccount.com`. */
  | 'gcp-service-agent'
  /** By which a model or an agent of Google Cloud is called, in small letters. */
  | 'gcp-permission'
  /** The whole name of an app of Slack, in small letters. */
  | 'slack-app-name'
  /** Which only an agent in Slack has use for. */
  | 'slack-scope'
  /** The end of the name of a container's image; with `*` at its end, what the name goes on with is free. */
  | 'image'
  /** `group/kind` of an object of Kubernetes, in small letters. */
  | 'kubernetes-kind'
  /** A pattern for words in names that people give. */
  | 'name'

const committers = 'https://github.com/chaoss/ai-detection-action/blob/main/detection/committer/committer.go'
const modelsDev = 'https://github.com/anomalyco/models.dev'
const recalled = 'recalled'

/** Accounts that agents commit as, with the slug of their app. */
const accounts: readonly AiSignature[] = (
  [
    [209825114, 'claude', 'Anthropic', 'agent'],
    [215619710, 'anthropic-claude', 'Anthropic', 'agent'],
    [208546643, 'claude-code-action', 'Anthropic', 'agent'],
    [198982749, 'copilot-swe-agent', 'GitHub', 'agent'],
    [167198135, 'copilot', 'GitHub', 'copilot'],
    [206951365, 'cursor', 'Cursor', 'agent'],
    [215057067, 'openai-codex', 'OpenAI', 'agent'],
    [199175422, 'chatgpt-codex-connector', 'OpenAI', 'agent'],
    [176961590, 'gemini-code-assist', 'Google', 'automation'],
    [208079219, 'amazon-q-developer', 'Amazon Web Services', 'agent'],
    [158243242, 'devin-ai-integration', 'Cognition', 'agent'],
    [205137888, 'cline', 'Cline', 'agent'],
    [230936708, 'continue', 'Continue', 'agent'],
    [201248094, 'sourcegraph-cody', 'Sourcegraph', 'copilot'],
    [220155983, 'jetbrains-ai', 'JetBrains', 'copilot'],
    [136622811, 'coderabbitai', 'CodeRabbit', 'automation'],
    [161369871, 'google-labs-jules', 'Google', 'agent'],
  ] as const
).flatMap(([userId, slug, vendor, kind]) => {
  const common = { vendor, kind, source: committers, verifiedAt: '2026-04-01' }
  return [
    { ...common, id: `github-user-${slug}`, match: { type: 'github-user-id', value: String(userId) }, confidence: 0.9 },
    { ...common, id: `github-app-${slug}`, match: { type: 'github-app-slug', value: slug }, confidence: 0.8 },
  ] as const
})

/** GitHub lets a slug be taken once only, so that the exact slug says as much as the list it comes from is worth. */
const slugs: readonly AiSignature[] = (
  [
    ['copilot-pull-request-reviewer', 'GitHub', 'automation', 0.7],
    ['greptile-apps', 'Greptile', 'automation', 0.7],
    ['sourcery-ai', 'Sourcery', 'automation', 0.7],
    ['qodo-merge-pro', 'Qodo', 'automation', 0.7],
    ['qodo-code-review', 'Qodo', 'automation', 0.7],
    ['ellipsis-dev', 'Ellipsis', 'agent', 0.7],
    ['graphite-app', 'Graphite', 'automation', 0.5],
    ['sweep-ai', 'Sweep', 'agent', 0.7],
    ['factory-droid', 'Factory', 'agent', 0.7],
    ['codegen-sh', 'Codegen', 'agent', 0.7],
    ['openhands-ai', 'OpenHands', 'agent', 0.7],
    ['windsurf-bot', 'Windsurf', 'automation', 0.7],
    ['warp-dev', 'Warp', 'agent', 0.7],
    ['bito-code-review', 'Bito', 'automation', 0.7],
    ['korbit-ai', 'Korbit', 'automation', 0.7],
    ['cubic-dev-ai', 'Cubic', 'automation', 0.7],
    ['llamapreview', 'LlamaPReview', 'automation', 0.7],
    ['kilo-code-bot', 'Kilo Code', 'agent', 0.7],
    ['dosubot', 'Dosu', 'agent', 0.7],
    ['pr-agent', 'Qodo', 'automation', 0.7],
    ['linear', 'Linear', 'model-integration', 0.5],
    ['snyk-io', 'Snyk', 'model-integration', 0.5],
  ] as const
).map(([slug, vendor, kind, confidence]) => ({
  id: `github-app-${slug}`,
  match: { type: 'github-app-slug', value: slug },
  vendor,
  kind,
  confidence,
  source: recalled,
  verifiedAt: null,
}))

const actions: readonly AiSignature[] = (
  [
    ['anthropics/claude-code-action', 'Anthropic', 'agent'],
    ['anthropics/claude-code-base-action', 'Anthropic', 'agent'],
    ['openai/codex-action', 'OpenAI', 'agent'],
    ['google-github-actions/run-gemini-cli', 'Google', 'agent'],
    ['google-gemini/gemini-cli-action', 'Google', 'agent'],
    ['actions/ai-inference', 'GitHub', 'model-integration'],
    ['github/copilot-*', 'GitHub', 'copilot'],
    ['coderabbitai/ai-pr-reviewer', 'CodeRabbit', 'automation'],
    ['CodiumAI/pr-agent', 'Qodo', 'automation'],
    ['qodo-ai/pr-agent', 'Qodo', 'automation'],
    ['aws-actions/amazon-q*', 'Amazon Web Services', 'agent'],
    ['docker/mcp-*', 'Docker', 'model-integration'],
    ['cursor/*', 'Cursor', 'agent'],
    ['block/goose*', 'Block', 'agent'],
    ['OpenHands/*', 'OpenHands', 'agent'],
  ] as const
).map(([value, vendor, kind]) => ({
  id: `github-action-${value.replace('/', '-').replace('*', 'any').toLowerCase()}`,
  match: { type: 'github-action', value },
  vendor,
  kind,
  confidence: 0.7,
  source: recalled,
  verifiedAt: null,
}))

/** Names of the environment variables that the vendors' own libraries read. */
const secretNames: readonly AiSignature[] = (
  [
    ['OPENAI*', 'OpenAI'],
    ['ANTHROPIC*', 'Anthropic'],
    ['CLAUDE*', 'Anthropic'],
    ['GEMINI*', 'Google'],
    ['GOOGLE_GENERATIVE_AI*', 'Google'],
    ['AWS_BEARER_TOKEN_BEDROCK', 'Amazon Bedrock'],
    ['BEDROCK*', 'Amazon Bedrock'],
    ['AZURE_OPENAI*', 'Azure OpenAI'],
    ['AZURE_COGNITIVE_SERVICES*', 'Azure AI'],
    ['MISTRAL*', 'Mistral'],
    ['COHERE*', 'Cohere'],
    ['CO_API_KEY', 'Cohere'],
    ['GROQ*', 'Groq'],
    ['XAI*', 'xAI'],
    ['DEEPSEEK*', 'DeepSeek'],
    ['PERPLEXITY*', 'Perplexity'],
    ['OPENROUTER*', 'OpenRouter'],
    ['TOGETHER*', 'Together AI'],
    ['FIREWORKS*', 'Fireworks AI'],
    ['HF*', 'Hugging Face'],
    ['HUGGINGFACE*', 'Hugging Face'],
    ['HUGGINGFACEHUB*', 'Hugging Face'],
    ['HUGGING_FACE*', 'Hugging Face'],
    ['NVIDIA*', 'NVIDIA'],
    ['CEREBRAS*', 'Cerebras'],
    ['DEEPINFRA*', 'DeepInfra'],
    ['DASHSCOPE*', 'Alibaba Cloud'],
    ['MOONSHOT*', 'Moonshot AI'],
    ['KIMI*', 'Moonshot AI'],
    ['ZHIPU*', 'Zhipu AI'],
    ['MINIMAX*', 'MiniMax'],
    ['BASETEN*', 'Baseten'],
    ['NEBIUS*', 'Nebius'],
    ['FRIENDLI*', 'FriendliAI'],
    ['LLAMA*', 'Meta'],
    ['AICORE_SERVICE_KEY', 'SAP AI Core'],
    ['SNOWFLAKE_CORTEX*', 'Snowflake Cortex'],
    ['AI_GATEWAY*', 'Vercel'],
    ['V0*', 'Vercel'],
    ['WANDB*', 'Weights & Biases'],
    ['POE*', 'Poe'],
    ['OLLAMA*', 'Ollama'],
    ['HELICONE*', 'Helicone'],
    ['LANGSMITH*', 'LangChain'],
    ['LANGCHAIN*', 'LangChain'],
    ['LANGFUSE*', 'Langfuse'],
    ['PINECONE*', 'Pinecone'],
    ['TAVILY*', 'Tavily'],
    ['ELEVENLABS*', 'ElevenLabs'],
    ['REPLICATE*', 'Replicate'],
    ['VOYAGE*', 'Voyage AI'],
    ['ASSEMBLYAI*', 'AssemblyAI'],
    ['DEEPGRAM*', 'Deepgram'],
    ['CURSOR*', 'Cursor'],
    ['DEVIN*', 'Cognition'],
    ['E2B*', 'E2B'],
    ['GOOGLE_API_KEY', 'Google', 0.4],
    ['AZURE_API_KEY', 'Azure AI', 0.4],
    ['DATABRICKS_TOKEN', 'Databricks', 0.4],
  ] as const
).map(([value, vendor, confidence = 0.7]) => ({
  id: `secret-name-${value.replace('*', '').replaceAll('_', '-').toLowerCase()}`,
  match: { type: 'secret-name', value },
  vendor,
  kind: 'model-integration',
  confidence,
  source: modelsDev,
  verifiedAt: '2026-07-01',
}))

const hosts: readonly AiSignature[] = (
  [
    ['api.openai.com', 'OpenAI'],
    ['api.anthropic.com', 'Anthropic'],
    ['generativelanguage.googleapis.com', 'Google'],
    ['api.githubcopilot.com', 'GitHub'],
    ['api.mistral.ai', 'Mistral'],
    ['openrouter.ai', 'OpenRouter'],
  ] as const
).map(([value, vendor]) => ({
  id: `host-${value.replaceAll('.', '-')}`,
  match: { type: 'host', value },
  vendor,
  kind: 'model-integration',
  confidence: 0.8,
  source: recalled,
  verifiedAt: null,
}))

/** A hint and no more: the agent of a travel agency is called so as well. */
const names: readonly AiSignature[] = [
  {
    id: 'name-of-a-model',
    match: { type: 'name', value: '\\b(?:AI|GPT|LLM|agents?|copilot|claude|codex|gemini)\\b' },
    vendor: 'unknown',
    kind: 'model-integration',
    confidence: 0.4,
    source: 'words that vendors of models use',
    verifiedAt: null,
  },
]

export const aiSignatures: readonly AiSignature[] = [
  ...accounts,
  ...slugs,
  ...actions,
  ...secretNames,
  ...hosts,
  ...entraSignatures,
  ...googleSignatures,
  ...kubernetesSignatures,
  ...oktaSignatures,
  ...slackSignatures,
  ...names,
]
