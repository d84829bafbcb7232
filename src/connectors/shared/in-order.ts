import type { StepMeta } from '../contract.ts'

/** Each step after those whose facts it takes. */
export function inOrder(steps: readonly StepMeta[]): readonly StepMeta[] {
  const ordered = new Set<StepMeta>()
  const add = (step: StepMeta): void => {
    if (ordered.has(step)) return
    for (const before of steps) if (step.after?.includes(before.id) === true) add(before)
    ordered.add(step)
  }
  for (const step of steps) add(step)
  return [...ordered]
}
