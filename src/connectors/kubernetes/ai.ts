/** Signs by which a workload, and the service account that it runs as, are known to belong to a model. */
import type { AiFacet } from '../../model/index.ts'
import { exact, facetOf, ofType } from '../shared/ai-facets.ts'
import { aiOfSecretName } from '../shared/ai-secret-names.ts'

/** `registry.acme.example:5000/mirror/vllm/vllm-openai:v0.9@sha256:…` is one of vLLM. */
export function aiOfImage(image: string): AiFacet | undefined {
  const name = image
    .replace(/@.*$/, '')
    .replace(/:[^/:]*$/, '')
    .toLowerCase()
  return facetOf(imagePatterns.find(({ pattern }) => pattern.test(name))?.sign, `image ${name}`)
}

const imagePatterns = ofType('image').map((sign) => {
  const { value } = sign.match
  const plain = value.replace(/\*$/, '').replaceAll('.', String.raw`\.`)
  return { sign, pattern: new RegExp(`(?:^|/)${plain}${value.endsWith('*') ? '' : '$'}`) }
})

/** `kagent.dev/v1alpha2` and `Agent`, as owners and lists are told. */
export function aiOfKind(apiVersion: string, kind: string): AiFacet | undefined {
  const [group = ''] = apiVersion.split('/')
  return facetOf(exact('kubernetes-kind', `${group}/${kind}`), `${kind} of ${group}`)
}

export interface WorkloadSigns {
  readonly images: readonly string[]
  /** Names of variables that hold or point to secrets. */
  readonly secrets: readonly string[]
  readonly owners: readonly { readonly apiVersion: string; readonly kind: string }[]
}

/** The surest, with the evidence of all. */
export function aiOfWorkload({ images, secrets, owners }: WorkloadSigns): AiFacet | undefined {
  return surest([
    ...owners.map(({ apiVersion, kind }) => aiOfKind(apiVersion, kind)),
    ...images.map(aiOfImage),
    ...secrets.map(aiOfSecretName),
  ])
}

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

export interface RunsAs {
  readonly workload: string
  readonly ai: AiFacet | undefined
}

/** Of an account that much else runs as too, an agent among them says little. */
export function aiOfAccount(runners: readonly RunsAs[]): AiFacet | undefined {
  const signed = runners.filter(({ ai }) => ai !== undefined)
  const best = surest(signed.map(({ ai }) => ai))
  if (best === undefined) return undefined
  const evidence = signed.flatMap(({ workload, ai }) => (ai?.evidence ?? []).map((each) => `${workload}: ${each}`))
  const shared = signed.length * 2 < runners.length
  return {
    ...best,
    confidence: shared ? Math.min(best.confidence, 0.5) : best.confidence,
    evidence: evidence.toSorted(),
  }
}
