/** The steps that ask Graph about applications and who signs in as them, in the order in which they are listed. */
import type { StepMeta } from '../contract.ts'
import { applications, applicationsMeta } from './steps/applications.ts'
import { federatedCredentials, federatedCredentialsMeta } from './steps/federated-credentials.ts'
import { organization, organizationMeta } from './steps/organization.ts'
import { servicePrincipals, servicePrincipalsMeta } from './steps/service-principals.ts'

export const directorySteps = [
  organizationMeta,
  servicePrincipalsMeta,
  applicationsMeta,
  federatedCredentialsMeta,
] as const satisfies readonly StepMeta[]

export const directoryBodies = {
  organization,
  'service-principals': servicePrincipals,
  applications,
  'federated-credentials': federatedCredentials,
} as const
