/** The steps that read what runs as service accounts, whose tokens become them, and which agents there are. */
import type { StepMeta } from '../contract.ts'
import { agentRegistry, agentRegistryMeta } from './steps/agent-registry.ts'
import { agents, agentsMeta } from './steps/agents.ts'
import { workloadPools, workloadPoolsMeta } from './steps/workload-pools.ts'
import { workloads, workloadsMeta } from './steps/workloads.ts'

export const workloadsSteps = [
  workloadsMeta,
  workloadPoolsMeta,
  agentsMeta,
  agentRegistryMeta,
] as const satisfies readonly StepMeta[]

export const workloadsBodies = {
  workloads,
  'workload-pools': workloadPools,
  agents,
  'agent-registry': agentRegistry,
} as const
