import { z } from 'zod'
import type { AiFacet, Identity } from '../../model/index.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { modelControls } from '../shared/ai-controls.ts'

/** Signs of a vendor of models that are surer than this are no guess. */
const sure = 0.7

export const rule = defineRule({
  id: 'ai-app-unsanctioned',
  title: 'AI is in use that nobody sanctioned',
  severity: 'medium',
  subject: 'identity',
  // Of every connector: which of them reads what is AI, the identities themselves say.
  reads: [],
  options: z.strictObject({
    allowed: z
      .array(z.string().min(1))
      .default([])
      .describe(
        'Vendors (`Anthropic`), names or native ids of what is sanctioned, in any case of letters; `*` at the end stands for anything. Empty: the rule says nothing.',
      ),
  }),
  messages: {
    unsanctioned: '{name} is AI of {vendor}, which is not on the list of what is sanctioned.',
    hint: '{name} may be AI, by {evidence}, and is not on the list of what is sanctioned.',
  },
  frameworks: modelControls('third-party', { 'owasp-llm-2025': ['LLM03:2025'] }),
  remediation: (identity) => [
    {
      text: `Find out who brought ${identity.name} in, what it may read and do, and under which terms its vendor gets that.`,
    },
    { text: 'Put it on the list, by its id rather than its name, or take it out.' },
  ],
  check(identity, { options }) {
    const { ai } = identity
    if (ai === undefined || options.allowed.length === 0 || identity.enabled === false) return undefined
    // MCP servers have a list of their own: ai-mcp-server-unreviewed.
    if (identity.kind === 'mcp-server') return undefined
    if (options.allowed.some((pattern) => named(identity, ai, pattern))) return pass
    const guess = ai.confidence < sure
    if (guess && ai.vendor === 'unknown') return unknownBecause('not-collected')
    return fail(guess ? 'hint' : 'unsanctioned', {
      values: { name: identity.name, vendor: ai.vendor, evidence: ai.evidence[0] ?? 'its name' },
      ...(guess ? { confidence: 'possible', severity: 'low' } : {}),
      evidence: ai.evidence.map((detail) => ({ source: 'AI signs', detail })),
      data: { vendor: ai.vendor, kind: ai.kind, models: ai.models, confidence: ai.confidence },
    })
  },
})

function named({ name, nativeId }: Identity, { vendor }: AiFacet, pattern: string): boolean {
  const wanted = pattern.toLowerCase()
  return [vendor, name, nativeId].some((text) => {
    const known = text.toLowerCase()
    return wanted.endsWith('*') ? known.startsWith(wanted.slice(0, -1)) : known === wanted
  })
}
