import type { Step, StepMeta } from '../../contract.ts'
import type { AwsSession } from '../session.ts'

/** The steps that map what runs with which role, and the regional services. */
export const resourceSteps = [] as const satisfies readonly StepMeta[]

export const resourceBodies: { readonly [Id in (typeof resourceSteps)[number]['id']]: Step<AwsSession> } = {}
