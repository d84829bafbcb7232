/** All ways, by id. */
import { existing } from './existing.ts'
import { furtherPaths } from './further.ts'
import { furtherServices } from './further-services.ts'
import { limitRemovals } from './limits.ts'
import { newCompute } from './new-compute.ts'
import { newContainers } from './new-containers.ts'
import { newPipelines } from './new-pipelines.ts'
import { principalPaths } from './principals.ts'
import { selfPaths } from './self.ts'
import type { PathEntry } from './types.ts'

export const catalogue: readonly PathEntry[] = [
  ...selfPaths,
  ...principalPaths,
  ...newCompute,
  ...newContainers,
  ...newPipelines,
  ...existing,
  ...furtherPaths,
  ...furtherServices,
  ...limitRemovals,
]
