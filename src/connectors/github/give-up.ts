/** Stops asking for texts once so many in a row were refused: whoever refuses eight refuses the next thousand. */
import type { FileText } from './found-repository.ts'

export type Flawed = Extract<FileText, { flaw: string }>

export interface GiveUp {
  /** What is to be said of everything from now on. */
  readonly said: () => Flawed | undefined
  readonly failed: (flaw: Flawed) => void
  readonly answered: () => void
}

const inARow = 8

export function giveUp(): GiveUp {
  let [failures, last]: [number, Flawed | undefined] = [0, undefined]
  return {
    said: () => (failures >= inARow ? last : undefined),
    failed: (flaw) => {
      failures += 1
      last = flaw
    },
    answered: () => {
      failures = 0
    },
  }
}
