/** Signs by which a workload, and the service account that it runs as, are known to belong to a model. */
import type { AiFacet } from '../../model/index.ts'
import { exact, facetOf, surest } from '../shared/ai-facets.ts'
import { aiOfImage } from '../shared/ai-images.ts'
import { aiOfSecretName } from '../shared/ai-secret-names.ts'

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
