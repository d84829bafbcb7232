/** A result of an invented company, made by counting, with names that a terminal should beware of. */
import type { Credential, Edge, Finding, Identity, ResultHead, Severity, Usage } from '../../src/model/index.ts'
import { severities } from '../../src/model/index.ts'
import type { ReaderRecord, ResultReader } from '../../src/report/contract.ts'
import { directPath, madePaths } from './tui-paths.ts'
import { coverage, gaps, policy, rules, scopes, unknowns } from './tui-estate.ts'

const asOf = '2026-11-21T10:00:00Z'
export const hostileName = 'evil\u001B]0;owned\u0007\u001B[2J\u202Etxt.exe'
const wideName = '部署ロボット🚀 deploy'

const words = [
  'ci-deployer',
  'billing-export',
  'backup-runner',
  'image-builder',
  'log-shipper',
  'metrics-agent',
  'nightly-etl',
]

function dayBefore(days: number): string {
  return new Date(Date.parse(asOf) - days * 86_400_000).toISOString().replace('.000Z', 'Z')
}

function nameOf(index: number): string {
  if (index === 3) return hostileName
  if (index === 4) return wideName
  if (index === 5) return `a-very-long-name-${'that-goes-on-'.repeat(12)}until-the-end`
  return `${words[index % words.length]}-${index}`
}

function identity(index: number): Identity {
  const scope = scopes[index % 2]
  const account = scope?.nativeId ?? ''
  const role = index % 3 === 0
  const kind = role ? 'iam-role' : 'iam-user'
  const name = nameOf(index)
  const arn = `arn:aws:iam::${account}:${role ? 'role' : 'user'}/${name}`
  return {
    id: `aws:${account}:${kind}:${arn}`,
    provider: 'aws',
    scope: scope?.id ?? '',
    kind,
    nativeId: arn,
    name,
    createdAt: dayBefore(index * 11),
    enabled: true,
    class: index % 10 === 0 ? 'ai' : index % 7 === 6 ? 'human' : 'machine',
    ...(index % 10 === 0
      ? {
          ai: {
            kind: 'agent',
            vendor: 'Bedrock',
            models: ['claude'],
            confidence: 0.9,
            evidence: ['bedrock:InvokeModel in its policy'],
          } as const,
        }
      : {}),
    environment: index % 2 === 0 ? 'production' : { unknown: 'not-collected' },
    purpose: null,
    tags: { team: 'platform' },
    facts: { path: '/', groups: ['deployers'], permissionsBoundary: null },
  }
}

function credential(index: number, of: Identity): Credential {
  const key = `AKIA${String(index).padStart(16, 'X')}`
  return {
    id: `${of.scope}:access-key:${key}`,
    provider: 'aws',
    scope: of.scope,
    kind: 'access-key',
    nativeId: key,
    name: key,
    createdAt: dayBefore(index * 17),
    expiresAt: null,
    rotatedAt: null,
    enabled: true,
    lifetime: 'static',
    facts: { userName: of.name, root: false, lastUsedService: 's3' },
  }
}

function finding(index: number, identities: readonly Identity[], credentials: readonly Credential[]): Finding {
  const severity: Severity = severities[Math.min(4, Math.floor(index / 20))] ?? 'info'
  const rule = rules.find((candidate) => candidate.severity === severity)
  const aboutKey = severity === 'high' || severity === 'medium'
  const entity = aboutKey ? credentials[index % credentials.length] : identities[index % identities.length]
  const subject = entity ?? identities[0]
  if (subject === undefined || rule === undefined) throw new Error('no subject')
  const messages = {
    critical: `${subject.name} can become administrator by iam:PassRole and lambda:CreateFunction.`,
    high: `${subject.name} was not used for ${index + 90} days.`,
    medium: `${subject.name} was not rotated for ${index + 300} days.`,
    low: `${subject.name} has nobody who answers for it.`,
    info: `${subject.name} says nothing about its purpose.`,
  }
  return {
    fingerprint: `fp-${index}`,
    ruleId: rule.id,
    severity,
    confidence: index % 4 === 3 ? 'possible' : 'proven',
    subject: {
      id: subject.id,
      type: aboutKey ? 'credential' : 'identity',
      kind: subject.kind,
      nativeId: subject.nativeId,
      name: subject.name,
      provider: 'aws',
      scope: subject.scope,
    },
    message: messages[severity],
    evidence: [
      { source: 'iam:GetAccountAuthorizationDetails', detail: `statement ${index} of the inline policy deploy` },
    ],
    related: severity === 'critical' ? [policy.id] : [],
    ...(index % 5 === 0 ? { owner: { name: 'platform@acme.example', source: 'tag team' } } : {}),
    remediation: [
      {
        text: 'Deactivate it, wait, then delete it.',
        command: `aws iam update-access-key --access-key-id ${subject.nativeId} --status Inactive`,
      },
    ],
    data:
      severity === 'critical'
        ? { paths: index === 0 ? madePaths(subject.nativeId) : [directPath(subject.nativeId)] }
        : {},
  }
}

export interface Made {
  readonly findings?: number
  readonly identities?: number
}

/** About 300 findings on 70 identities and 47 keys; `identities` and `findings` make it larger, or empty. */
export function madeResult({ findings: findingCount = 300, identities: identityCount = 70 }: Made = {}): ResultReader {
  const identities = Array.from({ length: identityCount }, (_, index) => identity(index))
  const users = identities.filter((candidate) => candidate.kind === 'iam-user')
  const credentials = users.map((user, index) => credential(index, user))
  const findings = Array.from({ length: identityCount === 0 ? 0 : findingCount }, (_, index) =>
    finding(index, identities, credentials),
  )
  const edges: Edge[] = [
    ...credentials.map((key, index): Edge => ({
      kind: 'authenticates',
      from: key.id,
      to: users[index]?.id ?? '',
      evidence: [{ source: 'iam:ListAccessKeys' }],
    })),
    ...identities.map((candidate): Edge => ({
      kind: 'grants',
      from: candidate.id,
      to: policy.id,
      level: 'configured',
      evidence: [{ source: 'iam:ListAttachedUserPolicies' }],
    })),
    ...identities
      .filter((candidate) => candidate.kind === 'iam-role')
      .map((role): Edge => ({
        kind: 'trusts',
        from: role.id,
        to: 'github:acme:repository:acme/deploy',
        via: 'statement 0',
        conditions: { StringLike: { 'token.actions.githubusercontent.com:sub': 'repo:acme/deploy:*' } },
        evidence: [{ source: 'iam:GetRole', detail: 'trust policy' }],
      })),
  ]
  const usage = credentials.map((key, index): Usage => ({
    subject: key.id,
    lastUsedAt: index % 3 === 0 ? null : dayBefore(index),
    observedSince: null,
    precision: 'day',
    source: 'iam:GetAccessKeyLastUsed',
  }))
  const records: readonly ReaderRecord[] = [
    ...scopes.map((scope) => ({ type: 'scope', ...scope }) as const),
    ...identities.map((candidate) => ({ type: 'identity', ...candidate }) as const),
    ...credentials.map((candidate) => ({ type: 'credential', ...candidate }) as const),
    { type: 'resource', ...policy },
    ...edges.map((candidate) => ({ type: 'edge', ...candidate }) as const),
    ...usage.map((candidate) => ({ type: 'usage', ...candidate }) as const),
    ...gaps.map((candidate) => ({ type: 'gap', ...candidate }) as const),
  ]
  return {
    head: headFor(identities, credentials.length, findings),
    collectedAt: asOf,
    findings: () => findings,
    unknowns: () => unknowns,
    inventory: () => records,
  }
}

function headFor(identities: readonly Identity[], credentials: number, findings: readonly Finding[]): ResultHead {
  const of = (name: Identity['class']) => identities.filter((candidate) => candidate.class === name).length
  const at = (severity: Severity) => findings.filter((candidate) => candidate.severity === severity).length
  return {
    schema: 'muster.result/1',
    tool: { name: 'muster', version: '0.1.0' },
    scan: { id: 'scan-1', startedAt: asOf, finishedAt: asOf, asOf, status: 'partial', connectors: ['aws', 'github'] },
    summary: {
      identities: { total: identities.length, machine: of('machine'), ai: of('ai'), human: of('human'), unknown: 0 },
      credentials: { total: credentials, static: credentials, expiring: 0, ephemeral: 0 },
      findings: { critical: at('critical'), high: at('high'), medium: at('medium'), low: at('low'), info: at('info') },
      waived: 0,
      unknown: 12,
    },
    coverage,
    rules,
  }
}

/** The same result, whose third finding throws when its evidence is looked at. */
export function brokenResult(result: ResultReader): ResultReader {
  const findings = Array.from(result.findings(), (found, index) => (index === 2 ? broken(found) : found))
  return { ...result, findings: () => findings }
}

function broken(found: Finding): Finding {
  return {
    ...found,
    get evidence(): Finding['evidence'] {
      throw new Error('this evidence cannot be drawn')
    },
  }
}
