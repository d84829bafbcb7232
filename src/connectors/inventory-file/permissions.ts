/** Nobody is asked: whoever runs Muster has to be allowed to read the files. */
import type { StepMeta } from '../contract.ts'

function needed(steps: readonly StepMeta[]): readonly string[] {
  return [...new Set(steps.flatMap(({ needs }) => needs))].toSorted()
}

export const permissions = {
  native: () =>
    '# Read access to the files that muster.yaml names, for whoever runs Muster. Nothing is written.\nchmod u+r FILE\n',
  terraform: () => '# Files are read where they lie: there is nothing to set up.\n',
  list: (steps: readonly StepMeta[]) => `${needed(steps).join('\n')}\n`,
}
