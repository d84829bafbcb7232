/** Rows as the AWS CLI prints them, with sane defaults. */
import type { Row } from '../../fixtures/servers/aws/estate.ts'
import { columns } from '../../scripts/estate/report.ts'

export const management = '999999999999'
export const prod = '111122223333'

export const created = '2025-03-01T08:00:00+00:00'

export function userRow(account: string, UserName: string, rest: Row = {}): Row {
  const Path = typeof rest['Path'] === 'string' ? rest['Path'] : '/'
  const id = UserName.toUpperCase().replaceAll('-', '')
  return {
    Path,
    UserName,
    UserId: `AIDA${id}`,
    Arn: `arn:aws:iam::${account}:user${Path}${UserName}`,
    CreateDate: created,
    GroupList: [],
    AttachedManagedPolicies: [],
    Tags: [],
    ...rest,
  }
}

export function roleRow(account: string, RoleName: string, statements: readonly unknown[], rest: Row = {}): Row {
  const Path = typeof rest['Path'] === 'string' ? rest['Path'] : '/'
  const id = RoleName.toUpperCase().replaceAll(/[-_]/g, '')
  return {
    Path,
    RoleName,
    RoleId: `AROA${id}`,
    Arn: `arn:aws:iam::${account}:role${Path}${RoleName}`,
    CreateDate: created,
    AssumeRolePolicyDocument: { Version: '2012-10-17', Statement: statements },
    InstanceProfileList: [],
    RolePolicyList: [],
    AttachedManagedPolicies: [],
    Tags: [],
    RoleLastUsed: {},
    ...rest,
  }
}

export function trusts(principal: unknown, more: Row = {}): Row {
  return { Effect: 'Allow', Principal: principal, Action: 'sts:AssumeRole', ...more }
}

/** A credential report; a cell that a row leaves out is what the service prints for nothing. */
export function reportCsv(account: string, rows: readonly { readonly [column: string]: string }[]): string {
  const cell = (row: { readonly [column: string]: string }, column: string): string => {
    if (column === 'arn') return row['arn'] ?? `arn:aws:iam::${account}:user/${row['user'] ?? ''}`
    if (column === 'user_creation_time') return row[column] ?? created
    return row[column] ?? (/_(enabled|active)$/.test(column) ? 'false' : 'N/A')
  }
  return [columns.join(','), ...rows.map((row) => columns.map((column) => cell(row, column)).join(','))].join('\n')
}

export function rootRow(
  account: string,
  more: { readonly [column: string]: string } = {},
): { [column: string]: string } {
  const arn = `arn:aws:iam::${account}:root`
  return {
    user: '<root_account>',
    arn,
    password_enabled: 'not_supported',
    password_last_used: 'no_information',
    mfa_active: 'true',
    ...more,
  }
}

export const scannerRole = (account: string): Row =>
  roleRow(account, 'MusterReadOnly', [trusts({ AWS: `arn:aws:iam::${management}:root` })])
