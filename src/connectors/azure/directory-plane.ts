/** The steps that ask Graph about applications and who signs in as them, in the order in which they are listed. */
import type { StepMeta } from '../contract.ts'
import { applicationOwners, applicationOwnersMeta } from './steps/application-owners.ts'
import { applications, applicationsMeta } from './steps/applications.ts'
import { federatedCredentials, federatedCredentialsMeta } from './steps/federated-credentials.ts'
import { organization, organizationMeta } from './steps/organization.ts'
import { servicePrincipalOwners, servicePrincipalOwnersMeta } from './steps/service-principal-owners.ts'
import { servicePrincipals, servicePrincipalsMeta } from './steps/service-principals.ts'

export const directorySteps = [
  organizationMeta,
  servicePrincipalsMeta,
  applicationsMeta,
  federatedCredentialsMeta,
  applicationOwnersMeta,
  servicePrincipalOwnersMeta,
] as const satisfies readonly StepMeta[]

export const directoryBodies = {
  organization,
  'service-principals': servicePrincipals,
  applications,
  'federated-credentials': federatedCredentials,
  'application-owners': applicationOwners,
  'service-principal-owners': servicePrincipalOwners,
} as const
