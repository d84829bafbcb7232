/** The account of a case after somebody took away, or added, what a path names. */
import type { FoundPath } from '../../../src/model/index.ts'
import type { Row } from '../../../fixtures/servers/aws/estate.ts'
import type { CaseFiles, Details } from './files.ts'

type Document = { readonly Version: string; readonly Statement: readonly unknown[] }
type Edit = (document: Document, holder: string, policy: string) => Document
type Inline = readonly (Row & { readonly PolicyName: string; readonly PolicyDocument: Document })[]

/** Without the Allow statements that the path names, in the caller's policies and the trust of roles. */
export function withoutStatements(files: CaseFiles, path: FoundPath): CaseFiles {
  const named = path.statements.filter(
    ({ effect, source }) => effect === 'Allow' && (source === 'identity' || source === 'resource'),
  )
  return {
    ...files,
    details: edited(files.details, (document, holder, policy) => ({
      ...document,
      Statement: document.Statement.filter(
        (_, index) => !named.some((each) => each.index === index && fits(each, holder, policy)),
      ),
    })),
  }
}

/** A managed policy is named by its ARN or its name, whoever it is attached to; a trust stands for its role. */
function fits(each: FoundPath['statements'][number], holder: string, policy: string): boolean {
  if (policy.startsWith('arn:')) return each.policy === policy || policy.endsWith(`/${each.policy}`)
  if (policy === 'trust') return each.source === 'resource' && each.holder === holder
  return each.source === 'identity' && each.holder === holder && each.policy === policy
}

function edited(details: Details, edit: Edit): Details {
  const inline = (row: Row, list: string): Row => ({
    ...row,
    [list]: ((row[list] ?? []) as Inline).map((each) => ({
      ...each,
      PolicyDocument: edit(each.PolicyDocument, String(row['Arn']), each.PolicyName),
    })),
  })
  return {
    UserDetailList: details.UserDetailList.map((row) => inline(row, 'UserPolicyList')),
    GroupDetailList: details.GroupDetailList.map((row) => inline(row, 'GroupPolicyList')),
    RoleDetailList: details.RoleDetailList.map((row) => ({
      ...inline(row, 'RolePolicyList'),
      AssumeRolePolicyDocument: edit(row['AssumeRolePolicyDocument'] as Document, String(row['Arn']), 'trust'),
    })),
    Policies: details.Policies.map((row) => ({
      ...row,
      PolicyVersionList: (row['PolicyVersionList'] as readonly Row[]).map((version) => ({
        ...version,
        Document: edit(version['Document'] as Document, '', String(row['Arn'])),
      })),
    })),
  }
}

/** With the statement that the path offers, as another inline policy of whom it names. */
export function mended(files: CaseFiles, { mendPolicy }: FoundPath): CaseFiles {
  const policy = {
    PolicyName: 'mended',
    PolicyDocument: { Version: '2012-10-17', Statement: [mendPolicy!.statement] },
  }
  const add = (rows: readonly Row[], list: string): readonly Row[] =>
    rows.map((row) =>
      row['Arn'] === mendPolicy!.principal ? { ...row, [list]: [...((row[list] ?? []) as Inline), policy] } : row,
    )
  const { details } = files
  return {
    ...files,
    details: {
      ...details,
      UserDetailList: add(details.UserDetailList, 'UserPolicyList'),
      RoleDetailList: add(details.RoleDetailList, 'RolePolicyList'),
    },
  }
}
