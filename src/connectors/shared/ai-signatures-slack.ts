/** Signs by which an app of Slack is known to belong to a model. */
import type { AiSignature } from './ai-signatures.ts'

/** Slack adds it to an app whose maker switches on the features for agents: https://docs.slack.dev/ai/developing-agents */
const agentScope: AiSignature = {
  id: 'slack-scope-assistant-write',
  match: { type: 'slack-scope', value: 'assistant:write' },
  vendor: 'unknown',
  kind: 'agent',
  confidence: 0.8,
  source: 'https://docs.slack.dev/reference/scopes/assistant.write',
  verifiedAt: '2026-11-29',
}

/** Anybody may give an app any of these names, so that none of them is a proof; those that are words weigh less. */
const slackApps: readonly AiSignature[] = (
  [
    ['chatgpt', 'OpenAI', 'model-integration'],
    ['openai', 'OpenAI', 'model-integration'],
    ['codex', 'OpenAI', 'agent'],
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
    ['zapier', 'Zapier', 'automation'],
    ['n8n', 'n8n', 'automation'],
    ['devin', 'Cognition', 'agent'],
    ['linear agent', 'Linear', 'agent'],
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
    ['asana ai', 'Asana', 'agent'],
    ['make', 'Make', 'automation', 0.4],
    ['writer', 'Writer', 'model-integration', 0.4],
    ['dust', 'Dust', 'agent', 0.4],
    ['factory', 'Factory', 'agent', 0.4],
    ['v0', 'Vercel', 'agent', 0.4],
  ] as const
).map(([value, vendor, kind, confidence = 0.6]) => ({
  id: `slack-app-${value.replaceAll('.', '-dot-').replaceAll(/[^a-z0-9]+/g, '-')}`,
  match: { type: 'slack-app-name', value },
  vendor,
  kind,
  confidence,
  source: 'recalled',
  verifiedAt: null,
}))

export const slackSignatures: readonly AiSignature[] = [agentScope, ...slackApps]
