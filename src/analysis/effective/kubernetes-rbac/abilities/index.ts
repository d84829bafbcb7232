import { controlPlane } from './control-plane.ts'
import { escalation } from './escalation.ts'
import { tokens } from './tokens.ts'
import type { Ability } from './types.ts'
import { workloads } from './workloads.ts'

export type { Ability, Family, Gives, Which } from './types.ts'

export const abilities: readonly Ability[] = [...escalation, ...tokens, ...workloads, ...controlPlane]
