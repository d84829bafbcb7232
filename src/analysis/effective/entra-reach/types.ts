/** One step by which somebody becomes an identity or a member of a group of Microsoft. */
import { pathVerdicts } from '../../../model/index.ts'
import type { PathVerdict } from '../../../model/index.ts'
import type { Holding } from '../entra-holdings.ts'

export interface Step {
  /** Entity ids. */
  readonly from: string
  readonly to: string
  /** `entra-add-secret` */
  readonly by: string
  readonly actions: readonly string[]
  readonly text: string
  readonly verdict: PathVerdict
  readonly conditions: readonly string[]
  readonly missing: readonly string[]
  /** What lets it happen; undefined: being the owner. */
  readonly grant: Holding | undefined
  /** How this step is taken away, as a sentence. */
  readonly mend: string
}

/** Whether steps of somebody are asked for: of those who are there already nobody has to be told. */
export type Heeded = (from: string) => boolean

/** The less, the firmer. */
export function firmness({ verdict }: Pick<Step, 'verdict'>): number {
  return pathVerdicts.indexOf(verdict)
}
