import { controls } from '../frameworks.ts'
import type { Family, FrameworkIds } from '../frameworks.ts'

/** The controls of a family, without those of other vendors' benchmarks. */
export function oktaControls(family: Family, own: FrameworkIds = {}): FrameworkIds {
  return controls(family, { 'cis-aws-7.0.0': [], ...own })
}
