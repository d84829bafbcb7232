/** Signs by which an application or a service principal of Entra ID is known to belong to a model. */
import type { AiSignature } from './ai-signatures.ts'

const microsoftApps = 'https://github.com/merill/microsoft-info'
const entraOps = 'https://github.com/Cloud-Architekt/EntraOps'

/**
 * Applications of Entra ID: of Microsoft, as Graph itself names them; of others, as many independent scripts name them.
 * Left out is what a list took from texts alone: there ids of roles and of licences pass for applications.
 */
const entraApps: readonly AiSignature[] = (
  [
    ['e0476654-c1d5-430b-ab80-70cbd947616a', 'chatgpt', 'OpenAI', 'model-integration', 0.9],
    ['08ad6f98-a4f8-4635-bb8d-f1a3044760f0', 'claude-mcp-client', 'Anthropic', 'model-integration', 0.9],
    ['07c030f6-5743-41b7-ba00-0a6e85f37c17', 'claude-mcp-server', 'Anthropic', 'model-integration', 0.9],
    ['59eca866-2f46-40b8-96ff-63f663121ef9', 'agent-365', 'Microsoft', 'agent', 1],
    ['ab7c82de-7946-4454-ac28-70249d17c95e', 'work-iq-copilot-mcp', 'Microsoft', 'copilot', 1],
    ['ad40333e-9910-4b61-b281-e3aeeb8c3ef3', 'ai-builder', 'Microsoft', 'model-integration', 1],
    ['96ff4394-9197-43aa-b393-6a41652e21f8', 'power-virtual-agents', 'Microsoft', 'agent', 1],
    ['40c49ff3-c6ae-436d-b28e-b8e268841980', 'azure-network-copilot', 'Microsoft', 'copilot', 1],
    ['5a807f24-c9de-44ee-a3a7-329e88a00ffc', 'messaging-bot-api', 'Microsoft', 'automation', 1],
    ['6d81daa3-fdfe-4d42-a619-5b89358c3838', 'copilot-collector', 'Microsoft', 'copilot', 1],
  ] as const
).map(([value, name, vendor, kind, confidence]) => ({
  id: `entra-app-${name}`,
  match: { type: 'entra-app-id', value },
  vendor,
  kind,
  confidence,
  source: vendor === 'Microsoft' ? microsoftApps : 'named by many public scripts',
  verifiedAt: '2026-08-01',
}))

/** What Copilot Studio writes on the service principals of its agents. */
const entraTags: readonly AiSignature[] = (['power-virtual-agents-*', 'AgenticInstance'] as const).map((value) => ({
  id: `entra-tag-${value.replace('-*', '').toLowerCase()}`,
  match: { type: 'entra-tag', value },
  vendor: 'Microsoft',
  kind: 'agent',
  confidence: 0.8,
  source: entraOps,
  verifiedAt: '2026-08-01',
}))

export const entraSignatures: readonly AiSignature[] = [...entraApps, ...entraTags]
