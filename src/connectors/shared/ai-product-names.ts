/** Names of products that belong to a model, as applications and apps of them are called by users of several vendors. */
import type { AiSignature, AiSignType } from './ai-signatures.ts'

export type ProductName = readonly [name: string, vendor: string, kind: AiSignature['kind'], confidence?: number]

/** In small letters. Those that are words of every day weigh less. */
export const productNames: readonly ProductName[] = [
  ['chatgpt', 'OpenAI', 'model-integration'],
  ['openai', 'OpenAI', 'model-integration'],
  ['claude', 'Anthropic', 'model-integration'],
  ['claude code', 'Anthropic', 'agent'],
  ['gemini', 'Google', 'model-integration'],
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
  ['grammarly', 'Grammarly', 'model-integration'],
  ['lindy', 'Lindy', 'agent'],
  ['relevance ai', 'Relevance AI', 'agent'],
  ['moveworks', 'Moveworks', 'agent'],
  ['granola', 'Granola', 'model-integration'],
  ['manus', 'Manus', 'agent'],
  ['lovable', 'Lovable', 'agent'],
  ['replit', 'Replit', 'agent'],
  ['agentforce', 'Salesforce', 'agent'],
  ['amazon q', 'Amazon Web Services', 'agent'],
  ['rovo', 'Atlassian', 'agent'],
  ['make', 'Make', 'automation', 0.4],
  ['writer', 'Writer', 'model-integration', 0.4],
  ['dust', 'Dust', 'agent', 0.4],
  ['factory', 'Factory', 'agent', 0.4],
  ['v0', 'Vercel', 'agent', 0.4],
]

/** Anybody may give an application any of these names, so that none of them is a proof. */
export function signaturesOfNames(
  type: Extract<AiSignType, 'google-app-name' | 'okta-app-name' | 'slack-app-name'>,
  prefix: string,
  names: readonly ProductName[],
): readonly AiSignature[] {
  return names.map(([value, vendor, kind, confidence = 0.6]) => ({
    id: `${prefix}-${value.replaceAll('.', '-dot-').replaceAll(/[^a-z0-9]+/g, '-')}`,
    match: { type, value },
    vendor,
    kind,
    confidence,
    source: 'recalled',
    verifiedAt: null,
  }))
}
