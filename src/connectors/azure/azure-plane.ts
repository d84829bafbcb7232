/** The steps that ask Azure itself, by Resource Graph where it knows and by Resource Manager where it does not. */
import type { StepMeta } from '../contract.ts'
import { subscriptions, subscriptionsMeta } from './steps/subscriptions.ts'

export const azureSteps = [subscriptionsMeta] as const satisfies readonly StepMeta[]

export const azureBodies = { subscriptions } as const
