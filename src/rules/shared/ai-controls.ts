import { controls } from '../frameworks.ts'
import type { Family, FrameworkIds } from '../frameworks.ts'

/** The controls of a family, for vendors of models: without those of other vendors' benchmarks. */
export function modelControls(family: Family, own: FrameworkIds = {}): FrameworkIds {
  return controls(family, { 'cis-aws-7.0.0': [], ...own })
}
