/** Signs by which an AWS identity is known to be operated by, or for, a model. */
import type { AiFacet } from '../../model/index.ts'

interface TrustSign {
  readonly principal: string
  readonly kind: AiFacet['kind']
  readonly vendor: string
}

/** Service principals that take a role to run models or agents. */
const trustSigns: readonly TrustSign[] = [
  { principal: 'bedrock.amazonaws.com', kind: 'agent', vendor: 'Amazon Bedrock' },
  { principal: 'bedrock-agentcore.amazonaws.com', kind: 'agent', vendor: 'Amazon Bedrock AgentCore' },
  { principal: 'lex.amazonaws.com', kind: 'agent', vendor: 'Amazon Lex' },
  { principal: 'lexv2.amazonaws.com', kind: 'agent', vendor: 'Amazon Lex' },
  { principal: 'transform.amazonaws.com', kind: 'agent', vendor: 'AWS Transform' },
  { principal: 'aidevops.amazonaws.com', kind: 'agent', vendor: 'AWS DevOps Agent' },
  { principal: 'aiops.amazonaws.com', kind: 'agent', vendor: 'Amazon CloudWatch investigations' },
  { principal: 'q.amazonaws.com', kind: 'copilot', vendor: 'Amazon Q' },
  { principal: 'qbusiness.amazonaws.com', kind: 'copilot', vendor: 'Amazon Q Business' },
  { principal: 'application.qbusiness.amazonaws.com', kind: 'copilot', vendor: 'Amazon Q Business' },
  { principal: 'codewhisperer.amazonaws.com', kind: 'copilot', vendor: 'Amazon CodeWhisperer' },
  { principal: 'kendra.amazonaws.com', kind: 'model-integration', vendor: 'Amazon Kendra' },
  { principal: 'sagemaker.amazonaws.com', kind: 'model-integration', vendor: 'Amazon SageMaker AI' },
]

/** The AI facet of a role, from the services that its trust policy lets in. */
export function aiOfRole(trustedServices: readonly string[]): AiFacet | undefined {
  const sign = trustSigns.find(({ principal }) => trustedServices.includes(principal))
  if (sign === undefined) return undefined
  return {
    kind: sign.kind,
    vendor: sign.vendor,
    models: [],
    confidence: 0.95,
    evidence: [`trust policy lets in ${sign.principal}`],
  }
}

/** The AI facet of a user that holds API keys of Amazon Bedrock. */
export const bedrockKeyFacet: AiFacet = {
  kind: 'model-integration',
  vendor: 'Amazon Bedrock',
  models: [],
  confidence: 0.95,
  evidence: ['holds a Bedrock API key (iam:ListServiceSpecificCredentials)'],
}
