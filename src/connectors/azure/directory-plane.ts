/** The steps that ask Graph about applications and who signs in as them, in the order in which they are listed. */
import type { StepMeta } from '../contract.ts'
import { organization, organizationMeta } from './steps/organization.ts'

export const directorySteps = [organizationMeta] as const satisfies readonly StepMeta[]

export const directoryBodies = { organization } as const
