/** The steps that read what runs as service accounts, and whose tokens become them. */
import type { StepMeta } from '../contract.ts'
import { agents, agentsMeta } from './steps/agents.ts'
import { workloadPools, workloadPoolsMeta } from './steps/workload-pools.ts'
import { workloads, workloadsMeta } from './steps/workloads.ts'

export const workloadsSteps = [workloadsMeta, workloadPoolsMeta, agentsMeta] as const satisfies readonly StepMeta[]

export const workloadsBodies = { workloads, 'workload-pools': workloadPools, agents } as const
