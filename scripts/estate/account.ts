/** Builds one AWS account of an invented company, in the shapes that the AWS CLI prints. */
import { managedDocuments, policyRow, readOnly, stamp } from './documents.ts'
import type { Document, Row } from './documents.ts'
import { columns, reportRow } from './report.ts'
import type { KeySpec, UserSpec } from './users.ts'

export interface RoleSpec {
  readonly trust: Document
  readonly created: string
  readonly path?: string
  readonly used?: string
  readonly attached?: readonly string[]
  readonly inline?: { readonly [name: string]: Document }
  readonly boundary?: string
  readonly tags?: { readonly [key: string]: string }
  /** Makes an instance profile of the same name. */
  readonly profile?: boolean
}

export interface ExpectedFinding {
  readonly rule: string
  readonly subject: string
  readonly severity: string
}

export interface AccountBuilder {
  readonly id: string
  readonly files: () => { [path: string]: string }
  readonly expected: ExpectedFinding[]
  user(name: string, spec: UserSpec): string
  role(name: string, spec: RoleSpec): string
  group(name: string, attached: readonly string[], inline?: { readonly [name: string]: Document }): void
  policy(name: string, document: Document): string
  root(spec: { readonly mfa: boolean; readonly password?: string; readonly keys?: readonly KeySpec[] }): void
  iam(section: string, row: Row): void
  /** When the services were last asked by the identity, by prefix; `null`: not in the whole window. */
  lastAccessed(arn: string, services: { readonly [prefix: string]: string | null }): void
  region(region: string, service: string, list: string, ...rows: unknown[]): void
  regionRecord(region: string, service: string, name: string, key: string, value: unknown): void
  /** Says which finding something planted here must bring; nothing else may be found. */
  expect(rule: string, subject: string, severity: string): void
}

export function makeAccount(id: string, alias: string, regions: readonly string[], externalId: string): AccountBuilder {
  const users: Row[] = []
  const roles: Row[] = []
  const groups: Row[] = []
  const policies = new Map<string, Row>()
  const report: string[][] = []
  const iam: { [section: string]: unknown[] } = { AccessKeys: [] }
  const lastUsed: Row = {}
  const lastAccessed: Row = {}
  const regionData: { [region: string]: { [service: string]: { [list: string]: unknown } } } = {}
  const expected: ExpectedFinding[] = []
  let serial = 0
  const uniqueId = (prefix: string): string => {
    serial += 1
    return `${prefix}LARK${id.slice(-4)}${String(serial).padStart(9, '0')}`
  }
  const arn = (kind: string, path: string, name: string): string => `arn:aws:iam::${id}:${kind}${path}${name}`

  function attach(arns: readonly string[] = []): Row[] {
    for (const each of arns) if (each.startsWith('arn:aws:iam::aws:') && !policies.has(each)) managed(each)
    for (const each of arns) {
      const policy = policies.get(each)
      if (policy) policy['AttachmentCount'] = Number(policy['AttachmentCount']) + 1
    }
    return arns.map((each) => ({ PolicyName: each.split('/').at(-1), PolicyArn: each }))
  }

  function managed(policyArn: string): void {
    const name = policyArn.split('/').at(-1)!
    policies.set(
      policyArn,
      policyRow(policyArn, name, uniqueId('ANPA'), '2015-02-06', managedDocuments[name] ?? readOnly),
    )
  }

  function inlineRows(inline: { readonly [name: string]: Document } = {}): Row[] {
    return Object.entries(inline).map(([name, document]) => ({ PolicyName: name, PolicyDocument: document }))
  }

  const tagRows = (tags: { readonly [key: string]: string } = {}): Row[] =>
    Object.entries(tags).map(([Key, Value]) => ({ Key, Value }))

  function keyRows(userName: string | undefined, keys: readonly KeySpec[] = []): void {
    for (const key of keys) {
      if (userName !== undefined)
        iam['AccessKeys']!.push({
          UserName: userName,
          AccessKeyId: key.id,
          Status: (key.active ?? true) ? 'Active' : 'Inactive',
          CreateDate: stamp(key.created),
        })
      const [when, service, region] = key.used ?? []
      lastUsed[key.id] =
        when === undefined
          ? { ServiceName: 'N/A', Region: 'N/A' }
          : { LastUsedDate: stamp(when), ServiceName: service, Region: region }
    }
  }

  return {
    id,
    expected,
    user(name, spec) {
      const path = spec.path ?? '/'
      const userArn = arn('user', path, name)
      users.push({
        Path: path,
        UserName: name,
        UserId: uniqueId('AIDA'),
        Arn: userArn,
        CreateDate: stamp(spec.created),
        ...(spec.inline ? { UserPolicyList: inlineRows(spec.inline) } : {}),
        GroupList: spec.groups ?? [],
        AttachedManagedPolicies: attach(spec.attached),
        ...(spec.boundary
          ? { PermissionsBoundary: { PermissionsBoundaryType: 'Policy', PermissionsBoundaryArn: spec.boundary } }
          : {}),
        Tags: tagRows(spec.tags),
      })
      report.push(reportRow(name, userArn, spec.created, spec))
      keyRows(name, spec.keys)
      if (spec.mfa)
        iam['VirtualMFADevices'] = [
          ...(iam['VirtualMFADevices'] ?? []),
          {
            SerialNumber: arn('mfa', '/', name),
            Base32StringSeed: 'CANARYMFASEED000',
            EnableDate: stamp(spec.created),
            User: {
              UserName: name,
              Arn: userArn,
              Path: path,
              UserId: users.at(-1)!['UserId'],
              CreateDate: stamp(spec.created),
            },
          },
        ]
      return userArn
    },
    role(name, spec) {
      const path = spec.path ?? '/'
      const roleArn = arn('role', path, name)
      const own = {
        Path: path,
        RoleName: name,
        RoleId: uniqueId('AROA'),
        Arn: roleArn,
        CreateDate: stamp(spec.created),
        AssumeRolePolicyDocument: spec.trust,
      }
      roles.push({
        ...own,
        InstanceProfileList: spec.profile
          ? [
              {
                Path: path,
                InstanceProfileName: name,
                InstanceProfileId: uniqueId('AIPA'),
                Arn: arn('instance-profile', path, name),
                CreateDate: stamp(spec.created),
                Roles: [own],
              },
            ]
          : [],
        RolePolicyList: inlineRows(spec.inline),
        AttachedManagedPolicies: attach(spec.attached),
        Tags: tagRows(spec.tags),
        ...(spec.boundary
          ? { PermissionsBoundary: { PermissionsBoundaryType: 'Policy', PermissionsBoundaryArn: spec.boundary } }
          : {}),
        RoleLastUsed: spec.used === undefined ? {} : { LastUsedDate: stamp(spec.used), Region: regions[0] },
      })
      return roleArn
    },
    group(name, attached, inline) {
      groups.push({
        Path: '/',
        GroupName: name,
        GroupId: uniqueId('AGPA'),
        Arn: arn('group', '/', name),
        CreateDate: stamp('2022-01-10'),
        GroupPolicyList: inlineRows(inline),
        AttachedManagedPolicies: attach(attached),
      })
    },
    policy(name, document) {
      const policyArn = arn('policy', '/', name)
      policies.set(policyArn, policyRow(policyArn, name, uniqueId('ANPA'), '2023-05-02', document))
      return policyArn
    },
    root(spec) {
      report.push(
        reportRow(
          '<root_account>',
          `arn:aws:iam::${id}:root`,
          '2021-03-01',
          {
            mfa: spec.mfa,
            keys: spec.keys ?? [],
            ...(spec.password ? { password: { changed: spec.password, used: spec.password } } : {}),
          },
          true,
        ),
      )
      if (spec.mfa)
        iam['VirtualMFADevices'] = [
          ...(iam['VirtualMFADevices'] ?? []),
          {
            SerialNumber: arn('mfa', '/', 'root-account-mfa-device'),
            EnableDate: stamp('2021-03-01'),
            User: { Arn: `arn:aws:iam::${id}:root`, UserId: id, CreateDate: stamp('2021-03-01') },
          },
        ]
    },
    iam(section, row) {
      iam[section] = [...(iam[section] ?? []), row]
    },
    lastAccessed(identity, services) {
      lastAccessed[identity] = {
        ServicesLastAccessed: Object.entries(services).map(([ServiceNamespace, when]) => ({
          ServiceName: ServiceNamespace,
          ServiceNamespace,
          TotalAuthenticatedEntities: when === null ? 0 : 1,
          ...(when === null ? {} : { LastAuthenticated: stamp(when), LastAuthenticatedEntity: identity }),
        })),
      }
    },
    region(region, service, list, ...rows) {
      const lists = ((regionData[region] ??= {})[service] ??= {})
      lists[list] = [...((lists[list] ?? []) as unknown[]), ...rows]
    },
    regionRecord(region, service, name, key, value) {
      const lists = ((regionData[region] ??= {})[service] ??= {})
      lists[name] = { ...(lists[name] as object | undefined), [key]: value }
    },
    expect(rule, subject, severity) {
      expected.push({ rule, subject, severity })
    },
    files() {
      const json = (value: unknown): string => `${JSON.stringify(value, null, 1)}\n`
      const base = `accounts/${id}`
      return {
        [`${base}/account.json`]: json({
          Id: id,
          Alias: alias,
          Region: regions[0],
          Regions: regions,
          ReadRole: 'MusterReadOnly',
          ExternalId: externalId,
        }),
        [`${base}/authorization-details.json`]: json({
          UserDetailList: users,
          GroupDetailList: groups,
          RoleDetailList: roles,
          Policies: [...policies.values()],
        }),
        [`${base}/credential-report.csv`]: `${[columns, ...report.toSorted(([a], [b]) => (a! < b! ? -1 : 1))].map((row) => row.join(',')).join('\n')}\n`,
        [`${base}/iam.json`]: json({ ...iam, AccessKeyLastUsed: lastUsed, ServiceLastAccessed: lastAccessed }),
        ...Object.fromEntries(
          Object.entries(regionData).map(([region, data]) => [`${base}/regions/${region}.json`, json(data)]),
        ),
      }
    },
  }
}
