/** Signs by which an application that users of Google let in is known to belong to a model. */
import type { AiSignature } from './ai-signatures.ts'

const recalled = 'recalled'

/** Clients of Google's own agents: their programs carry the id, since it is the same wherever they run. */
const googleClients: readonly AiSignature[] = (
  [
    ['681255809395-oo8ft2oprdrnp9e3aqf6av3hmdib135j', 'gemini-cli', 'https://github.com/google-gemini/gemini-cli'],
    ['1071006060591-tmhssin2h21lcre235vtolojh4g403ep', 'antigravity', 'named by many public programs'],
  ] as const
).map(([value, name, source]) => ({
  id: `google-client-${name}`,
  match: { type: 'google-client-id', value: `${value}.apps.googleusercontent.com` },
  vendor: 'Google',
  kind: 'agent',
  confidence: 0.9,
  source,
  verifiedAt: '2026-11-01',
}))

/** Anybody may give an application any of these names, so that none of them is a proof; those that are words weigh less. */
const googleApps: readonly AiSignature[] = (
  [
    ['chatgpt', 'OpenAI', 'model-integration'],
    ['openai', 'OpenAI', 'model-integration'],
    ['openai codex', 'OpenAI', 'agent'],
    ['claude', 'Anthropic', 'model-integration'],
    ['claude for google drive', 'Anthropic', 'model-integration'],
    ['claude code', 'Anthropic', 'agent'],
    ['anthropic', 'Anthropic', 'model-integration'],
    ['gemini', 'Google', 'model-integration'],
    ['gemini cli', 'Google', 'agent'],
    ['notebooklm', 'Google', 'model-integration'],
    ['microsoft copilot', 'Microsoft', 'copilot'],
    ['github copilot', 'GitHub', 'copilot'],
    ['cursor', 'Cursor', 'agent'],
    ['perplexity', 'Perplexity', 'model-integration'],
    ['glean', 'Glean', 'model-integration'],
    ['notion ai', 'Notion', 'model-integration'],
    ['otter.ai', 'Otter.ai', 'model-integration'],
    ['fireflies.ai', 'Fireflies.ai', 'model-integration'],
    ['read.ai', 'Read AI', 'model-integration'],
    ['read ai', 'Read AI', 'model-integration'],
    ['fathom', 'Fathom', 'model-integration'],
    ['tl;dv', 'tl;dv', 'model-integration'],
    ['n8n', 'n8n', 'automation'],
    ['zapier', 'Zapier', 'automation'],
    ['devin', 'Cognition', 'agent'],
    ['jasper', 'Jasper', 'model-integration'],
    ['grammarly', 'Grammarly', 'model-integration'],
    ['lindy', 'Lindy', 'agent'],
    ['relevance ai', 'Relevance AI', 'agent'],
    ['moveworks', 'Moveworks', 'agent'],
    ['superhuman', 'Superhuman', 'model-integration'],
    ['granola', 'Granola', 'model-integration'],
    ['manus', 'Manus', 'agent'],
    ['lovable', 'Lovable', 'agent'],
    ['replit', 'Replit', 'agent'],
    ['windsurf', 'Windsurf', 'agent'],
    ['agentforce', 'Salesforce', 'agent'],
    ['amazon q', 'Amazon Web Services', 'agent'],
    ['rovo', 'Atlassian', 'agent'],
    ['make', 'Make', 'automation', 0.4],
    ['writer', 'Writer', 'model-integration', 0.4],
    ['dust', 'Dust', 'agent', 0.4],
    ['factory', 'Factory', 'agent', 0.4],
    ['sierra', 'Sierra', 'agent', 0.4],
    ['v0', 'Vercel', 'agent', 0.4],
  ] as const
).map(([value, vendor, kind, confidence = 0.6]) => ({
  id: `google-app-${value.replaceAll('.', '-dot-').replaceAll(/[^a-z0-9]+/g, '-')}`,
  match: { type: 'google-app-name', value },
  vendor,
  kind,
  confidence,
  source: recalled,
  verifiedAt: null,
}))

/** Services whose accounts show that a project uses models: https://cloud.google.com/iam/docs/service-agents */
const serviceAgents: readonly AiSignature[] = (
  [
    ['aiplatform', 'model-integration'],
    ['aiplatform-re', 'agent'],
    ['aiplatform-cc', 'model-integration'],
    ['discoveryengine', 'agent'],
    ['dialogflow', 'agent'],
    ['cloudaicompanion', 'copilot'],
    ['generativelanguage', 'model-integration'],
  ] as const
).map(([value, kind]) => ({
  id: `gcp-service-agent-${value}`,
  match: { type: 'gcp-service-agent', value },
  vendor: 'Google',
  kind,
  confidence: 1,
  source: 'https://cloud.google.com/iam/docs/service-agents',
  verifiedAt: '2026-10-01',
}))

/** https://cloud.google.com/iam/docs/roles-permissions/aiplatform and cloudaicompanion */
const modelCalls: readonly AiSignature[] = (
  [
    ['aiplatform.endpoints.predict', 'model-integration'],
    ['aiplatform.reasoningengines.query', 'model-integration'],
    ['aiplatform.ragcorpora.query', 'model-integration'],
    ['aiplatform.memories.generate', 'model-integration'],
    ['cloudaicompanion.companions.generatecode', 'copilot'],
    ['cloudaicompanion.companions.generatechat', 'copilot'],
  ] as const
).map(([value, kind]) => ({
  id: `gcp-permission-${value.replaceAll('.', '-')}`,
  match: { type: 'gcp-permission', value },
  vendor: 'Google',
  kind,
  confidence: 0.8,
  source: 'https://cloud.google.com/iam/docs/roles-permissions',
  verifiedAt: '2026-10-01',
}))

export const googleSignatures: readonly AiSignature[] = [
  ...googleClients,
  ...googleApps,
  ...serviceAgents,
  ...modelCalls,
]
