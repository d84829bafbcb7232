/** The steps that read who may do what, and what holds it back. */
import type { StepMeta } from '../contract.ts'
import { allowPolicies, allowPoliciesMeta } from './steps/allow-policies.ts'

export const grantsSteps = [allowPoliciesMeta] as const satisfies readonly StepMeta[]

export const grantsBodies = { 'allow-policies': allowPolicies } as const
