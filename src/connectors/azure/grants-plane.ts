/** The steps that ask Graph what applications may, who uses them, and which agents there are. */
import type { StepMeta } from '../contract.ts'

export const grantsSteps = [] as const satisfies readonly StepMeta[]

export const grantsBodies = {} as const
