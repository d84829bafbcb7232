/** Signs by which an application that users of Google let in is known to belong to a model. */
import { productNames, signaturesOfNames } from './ai-product-names.ts'
import type { AiSignature } from './ai-signatures.ts'

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

const googleApps = signaturesOfNames('google-app-name', 'google-app', [
  ...productNames,
  ['openai codex', 'OpenAI', 'agent'],
  ['claude for google drive', 'Anthropic', 'model-integration'],
  ['anthropic', 'Anthropic', 'model-integration'],
  ['gemini cli', 'Google', 'agent'],
  ['notebooklm', 'Google', 'model-integration'],
  ['jasper', 'Jasper', 'model-integration'],
  ['superhuman', 'Superhuman', 'model-integration'],
  ['windsurf', 'Windsurf', 'agent'],
  ['sierra', 'Sierra', 'agent', 0.4],
])

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
