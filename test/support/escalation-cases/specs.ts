import { passPaths } from './paths-pass.ts'
import { stackSetPaths } from './paths-stacksets.ts'
import { principalPaths } from './paths-principal.ts'
import { runningPaths } from './paths-running.ts'
import { selfPaths } from './paths-self.ts'
import type { PathSpec } from './world.ts'

export const specs: readonly PathSpec[] = [
  ...selfPaths,
  ...principalPaths,
  ...passPaths,
  ...stackSetPaths,
  ...runningPaths,
]
