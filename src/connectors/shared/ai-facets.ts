/** What a sign that is known makes of the thing that bears it. */
import type { AiFacet, IdentityClass } from '../../model/index.ts'
import { sureOfAi } from '../../model/index.ts'
import { aiSignatures } from './ai-signatures.ts'
import type { AiSignature, AiSignType } from './ai-signatures.ts'

/** Whose facet is less sure keeps its class. */
export function classWith(ai: AiFacet | undefined, otherwise: IdentityClass): IdentityClass {
  return ai !== undefined && ai.confidence >= sureOfAi ? 'ai' : otherwise
}

export function ofType(type: AiSignType): readonly AiSignature[] {
  return aiSignatures.filter(({ match }) => match.type === type)
}

export function exact(type: AiSignType, value: string): AiSignature | undefined {
  return aiSignatures.find(({ match }) => match.type === type && match.value === value.toLowerCase())
}

const wordPatterns = ofType('name').map((sign) => ({ sign, pattern: new RegExp(sign.match.value, 'i') }))

/** A hint only: people may call things what they like. */
export function byWords(text: string, where: string): AiFacet | undefined {
  const found = wordPatterns.find(({ pattern }) => pattern.test(text))
  const word = found?.pattern.exec(text)?.[0]
  return facetOf(found?.sign, `${where} says ${word}`)
}

export function facetOf(sign: AiSignature | undefined, evidence: string): AiFacet | undefined {
  if (sign === undefined) return undefined
  const { kind, vendor, confidence, source } = sign
  return { kind, vendor, models: [], confidence, evidence: [`${evidence} (${source})`] }
}

/** The surest, with the evidence of all. */
export function surest(facets: readonly (AiFacet | undefined)[]): AiFacet | undefined {
  const found = facets.filter((facet) => facet !== undefined)
  const [best] = found.toSorted((a, b) => b.confidence - a.confidence || (evidenceOf(a) < evidenceOf(b) ? -1 : 1))
  if (best === undefined) return undefined
  const evidence = [...new Set(found.flatMap((facet) => facet.evidence))].toSorted()
  const models = [...new Set(found.flatMap((facet) => facet.models))].toSorted()
  return { ...best, models, evidence }
}

/** Of two as sure as each other always the same one is taken. */
function evidenceOf({ evidence }: AiFacet): string {
  return evidence.join()
}
