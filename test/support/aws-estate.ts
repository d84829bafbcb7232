/** A small invented organisation on AWS, for tests: one of each thing that the connector reads. */
import {
  accountOf,
  estateOf,
  type EstateAccount,
  type EstateOrganization,
  type Row,
} from '../../fixtures/servers/aws/estate.ts'
import { prodDetails } from './aws-prod-details.ts'
import { prodIam, prodReport } from './aws-prod-credentials.ts'
import { created, management, prod, reportCsv, rootRow, scannerRole } from './aws-rows.ts'

export * from './aws-rows.ts'

/** The production account: users, keys, providers, roles of every sort. */
export function prodAccount(rest: Partial<EstateAccount> = {}): EstateAccount {
  return accountOf(prod, {
    alias: 'acme-prod',
    externalId: 'shared-with-acme',
    details: prodDetails,
    credentialReport: prodReport,
    iam: prodIam,
    ...rest,
  })
}

const arn = (id: string): string => `arn:aws:organizations::${management}:account/o-acme/${id}`

export function organizationFile(): EstateOrganization {
  const row = (Id: string, Name: string, State: string, path: string): Row => {
    const common = {
      Id,
      Arn: arn(Id),
      Name,
      Email: `${Name}@acme.example`,
      State,
      Status: State,
      JoinedMethod: 'CREATED',
      JoinedTimestamp: created,
    }
    return { ...common, Paths: [`o-acme/r-root/${path}${Id}/`] }
  }
  const statement = { Effect: 'Deny', Action: 'organizations:LeaveOrganization', Resource: '*' }
  const policy = (Id: string, Name: string, Type: string) => ({
    PolicySummary: {
      Id,
      Arn: `arn:aws:organizations::${management}:policy/o-acme/${Type.toLowerCase()}/${Id}`,
      Name,
      Description: '',
      Type,
      AwsManaged: false,
    },
    Content: JSON.stringify({ Version: '2012-10-17', Statement: [statement] }),
    Targets: [{ TargetId: 'r-root', Arn: 'arn', Name: 'Root', Type: 'ROOT' }],
  })
  return {
    Organization: {
      Id: 'o-acme',
      Arn: `arn:aws:organizations::${management}:organization/o-acme`,
      FeatureSet: 'ALL',
      MasterAccountId: management,
    },
    Roots: [{ Id: 'r-root', Arn: `arn:aws:organizations::${management}:root/o-acme/r-root`, Name: 'Root' }],
    OrganizationalUnits: [{ Id: 'ou-1', Name: 'Workloads', ParentId: 'r-root' }],
    Accounts: [
      row(management, 'management', 'ACTIVE', ''),
      row(prod, 'prod', 'ACTIVE', 'ou-1/'),
      row('222233334444', 'closed', 'SUSPENDED', 'ou-1/'),
    ],
    DelegatedAdministrators: [{ Id: prod, Services: ['access-analyzer.amazonaws.com'] }],
    Policies: [
      policy('p-1', 'StayHere', 'SERVICE_CONTROL_POLICY'),
      policy('p-2', 'OwnPeopleOnly', 'RESOURCE_CONTROL_POLICY'),
    ],
  }
}

export function managementAccount(rest: Partial<EstateAccount> = {}): EstateAccount {
  return accountOf(management, {
    details: { UserDetailList: [], GroupDetailList: [], RoleDetailList: [scannerRole(management)], Policies: [] },
    credentialReport: reportCsv(management, [rootRow(management)]),
    ...rest,
  })
}

/** The organisation with both accounts, signed in to the management account. */
export const acme = (rest: Partial<EstateAccount> = {}) =>
  estateOf([managementAccount(), prodAccount(rest)], organizationFile())

/** The production account alone, signed in to it. */
export const prodAlone = (rest: Partial<EstateAccount> = {}) => estateOf([prodAccount(rest)])
