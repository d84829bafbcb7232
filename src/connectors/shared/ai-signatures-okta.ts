/** Signs by which an application of Okta, or of its catalogue, is known to belong to a model. */
import { productNames, signaturesOfNames } from './ai-product-names.ts'
import type { AiSignature } from './ai-signatures.ts'

export const oktaSignatures: readonly AiSignature[] = signaturesOfNames('okta-app-name', 'okta-app', [
  ...productNames,
  ['anthropic', 'Anthropic', 'model-integration'],
  ['claude for work', 'Anthropic', 'model-integration'],
  ['windsurf', 'Windsurf', 'agent'],
  ['jasper', 'Jasper', 'model-integration'],
])
