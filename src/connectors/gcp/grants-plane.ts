/** The steps that read who may do what, and what holds it back. */
import type { StepMeta } from '../contract.ts'

export const grantsSteps = [] as const satisfies readonly StepMeta[]

export const grantsBodies = {} as const
