/** The steps that read what runs as service accounts, and whose tokens become them. */
import type { StepMeta } from '../contract.ts'

export const workloadsSteps = [] as const satisfies readonly StepMeta[]

export const workloadsBodies = {} as const
