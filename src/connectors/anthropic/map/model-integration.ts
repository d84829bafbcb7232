import type { AiFacet } from '../../../model/index.ts'

/** It calls models and does nothing else: that makes it no agent, whatever stands behind it. */
export function modelIntegration(models: readonly string[]): AiFacet {
  return {
    kind: 'model-integration',
    vendor: 'Anthropic',
    models,
    confidence: 1,
    evidence: ['a service account of Anthropic exists to call its models'],
  }
}
