/** The steps that read what runs as service accounts, and whose tokens become them. */
import type { StepMeta } from '../contract.ts'
import { workloads, workloadsMeta } from './steps/workloads.ts'

export const workloadsSteps = [workloadsMeta] as const satisfies readonly StepMeta[]

export const workloadsBodies = { workloads } as const
