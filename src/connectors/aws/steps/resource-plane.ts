import type { Step, StepMeta } from '../../contract.ts'
import type { AwsSession } from '../session.ts'
import { lambdaFunctions, listFunctions } from './lambda-functions.ts'
import { listParameters, parameters } from './parameters.ts'
import { listRegions, regions } from './regions.ts'
import { readSecretPolicies, secretPolicies } from './secret-policies.ts'
import { listSecrets, secrets } from './secrets.ts'

/** The steps that map what runs with which role, and the regional services. */
export const resourceSteps = [
  regions,
  lambdaFunctions,
  secrets,
  secretPolicies,
  parameters,
] as const satisfies readonly StepMeta[]

export const resourceBodies: { readonly [Id in (typeof resourceSteps)[number]['id']]: Step<AwsSession> } = {
  regions: listRegions,
  'lambda-functions': listFunctions,
  secrets: listSecrets,
  'secret-policies': readSecretPolicies,
  parameters: listParameters,
}
