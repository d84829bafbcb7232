/** The facts of an AWS entity by its kind, typed: the one place that says which shape belongs to which kind. */
import type { Credential, Identity, Resource } from '../../model/index.ts'
import type {
  AccessKeyFacts,
  GroupFacts,
  IamRoleFacts,
  IamUserFacts,
  OidcProviderFacts,
  ParameterFacts,
  PolicyFacts,
  RootFacts,
  RolesAnywhereProfileFacts,
  SamlProviderFacts,
  SecretFacts,
  WorkloadFacts,
} from '../../model/facts/aws.ts'

export const userFacts = (user: Identity): IamUserFacts => user.facts as unknown as IamUserFacts
export const rootFacts = (root: Identity): RootFacts => root.facts
export const roleFacts = (role: Identity): IamRoleFacts => role.facts as unknown as IamRoleFacts
export const accessKeyFacts = (key: Credential): AccessKeyFacts => key.facts as unknown as AccessKeyFacts
export const policyFacts = (policy: Resource): PolicyFacts => policy.facts as unknown as PolicyFacts
export const groupFacts = (group: Resource): GroupFacts => group.facts as unknown as GroupFacts
export const oidcProviderFacts = (provider: Resource): OidcProviderFacts =>
  provider.facts as unknown as OidcProviderFacts
export const samlProviderFacts = (provider: Resource): SamlProviderFacts =>
  provider.facts as unknown as SamlProviderFacts
export const secretFacts = (secret: Resource): SecretFacts => secret.facts as unknown as SecretFacts
export const parameterFacts = (parameter: Resource): ParameterFacts => parameter.facts as unknown as ParameterFacts
export const workloadFacts = (workload: Resource): WorkloadFacts => workload.facts as unknown as WorkloadFacts
export const profileFacts = (profile: Resource): RolesAnywhereProfileFacts =>
  profile.facts as unknown as RolesAnywhereProfileFacts

/** `111122223333` of the scope id `aws:account:111122223333`. */
export function accountOf(entity: { readonly scope: string }): string {
  return entity.scope.slice(entity.scope.lastIndexOf(':') + 1)
}
