/** Every way of the catalogue, by a world that its own data describes: open, closed in each of its steps, and unread. */
import { describe, expect, test } from 'vitest'
import { facetOfKind } from '../../../model/facts/aws.ts'
import type { PolicyStatement } from '../../../model/facts/aws.ts'
import type { FoundPath, InventoryRecord } from '../../../model/index.ts'
import { account, edge, policy, resource, role, roleArn, user } from '../../../../test/support/aws-records.ts'
import { allow, deny, estate, lets, letsIn, unread } from '../../../../test/support/aws-escalation.ts'
import { arnFormats } from '../aws-actions/index.ts'
import { catalogue } from './catalogue/index.ts'
import type { Domain, PathEntry, Where } from './catalogue/types.ts'
import { pathsBetween } from './index.ts'

const everything = allow('*')
const between = catalogue.filter(({ target, category }) => target !== 'self' && category !== 'identity-provider')
const alike = new Set(['sts-001-explicit-trust-no-identity-policy', 'sts-001'])
const administration = 'administration'
const billing = `arn:aws:iam::${account}:policy/billing`

function actionsOf({ steps }: PathEntry): readonly string[] {
  return [...new Set(steps.flatMap((step) => ('do' in step ? [step.do] : [])))]
}

function domainsOf({ variables }: PathEntry): readonly Domain[] {
  return Object.values(variables ?? {})
}

function factsFor(tests: readonly Where[]): { readonly [fact: string]: unknown } {
  return Object.fromEntries(
    tests.flatMap((each) => (each.is ? [[each.fact, each.is[0]]] : each.present ? [[each.fact, 1]] : [])),
  )
}

function present(entry: PathEntry): readonly InventoryRecord[] {
  return domainsOf(entry).flatMap((domain) => {
    if (domain.from !== 'existing' && domain.from !== 'running') return []
    const [kind = '', type = ''] = [domain.kinds[0], domain.types[0]]
    const [format = `arn:aws:${type}:\${Region}:\${Account}:one`] = arnFormats(...(type.split(':') as [string, string]))
    const arn = format
      .replace('${Partition}', 'aws')
      .replace('${Region}', 'us-east-1')
      .replace('${Account}', account)
      .replaceAll(/\$\{\w+\}/g, 'one')
    const runsAs = domain.from === 'running' ? { roleArn: roleArn('ops') } : {}
    const administrationRoleArn = roleArn(administration)
    return [resource({ kind, arn, facts: { arn, ...runsAs, administrationRoleArn, ...factsFor(domain.where ?? []) } })]
  })
}

function kindsOf(entry: PathEntry): readonly string[] {
  return domainsOf(entry).flatMap((domain) =>
    domain.from === 'existing' || domain.from === 'running' ? domain.kinds : [],
  )
}

function targetOf(entry: PathEntry): readonly InventoryRecord[] {
  const needs = entry.needs ?? []
  const services = domainsOf(entry).flatMap((domain) => (domain.from === 'service' ? [domain.names[0] ?? ''] : []))
  if (entry.target === 'user') {
    const keys = needs.includes('both-key-slots-taken') ? [1, 2] : []
    return [
      ...user({ name: 'ops', inline: [everything], facts: { passwordEnabled: needs.includes('password') } }),
      ...keys.flatMap((slot) => keyOf(`AKIA${slot}`)),
    ]
  }
  const trust =
    entry.id === 'sts-001-explicit-trust-no-identity-policy' ? caller(entry) : `arn:aws:iam::${account}:root`
  const profiles = needs.includes('no-instance-profile') ? [] : [`arn:aws:iam::${account}:instance-profile/ops`]
  return [
    ...policy({ arn: billing, statements: [allow('s3:GetObject')] }),
    ...role({
      name: 'ops',
      inline: [everything],
      attached: [billing],
      trust: [...services.map(lets), letsIn(trust), letsIn(roleArn(administration))],
      facts: { instanceProfiles: profiles },
    }),
    ...role({ name: administration, trust: [lets('cloudformation.amazonaws.com')], inline: [allow('sts:AssumeRole')] }),
  ]
}

function keyOf(id: string): readonly InventoryRecord[] {
  const key = `aws:${account}:access-key:${id}`
  return [
    {
      type: 'credential',
      id: key,
      provider: 'aws',
      scope: `aws:account:${account}`,
      kind: 'access-key',
      nativeId: id,
      name: id,
      createdAt: null,
      expiresAt: null,
      rotatedAt: null,
      enabled: true,
      lifetime: 'static',
      facts: {},
    },
    edge('authenticates', key, `aws:${account}:iam-user:arn:aws:iam::${account}:user/ops`),
  ]
}

function caller({ caller: kind }: PathEntry): string {
  return kind === 'role' ? roleArn('me') : `arn:aws:iam::${account}:user/me`
}

const grant = (entry: PathEntry): readonly PolicyStatement[] => [
  ...actionsOf(entry).map((action) => allow(action)),
  ...(alike.has(entry.id) && entry.id !== 'sts-001' ? [] : [allow('sts:AssumeRole')]),
]

function look(
  entry: PathEntry,
  statements: readonly PolicyStatement[],
  more: readonly InventoryRecord[] = present(entry),
): FoundPath | undefined {
  const world = estate(user({ name: 'me', inline: statements }), targetOf(entry), more)
  const target = entry.target === 'user' ? world.user('ops') : world.role('ops')
  return pathsBetween(world.user('me'), target, world.account, 'admin').find(({ id }) => id === entry.id)
}

describe.each(between.map((entry) => [entry.id, entry] as const))('%s', (_, entry) => {
  const open = grant(entry)

  test('is found, and says what it rests on', () => {
    const path = look(entry, open)
    expect(path).toMatchObject({ verdict: 'proven', gain: 'admin', conditions: [], missingFacts: [] })
    expect(path?.statements.length).toBeGreaterThan(0)
    expect(path?.hops[0]?.text).not.toMatch(/[{}]/)
    expect(path?.mend).toMatch(/^(Take|Deny) .+\.$/)
  })

  test('is ended by what it offers', () => {
    const path = look(entry, open)
    expect(look(entry, [...open, path?.mendPolicy!.statement as unknown as PolicyStatement])).toBeUndefined()
  })

  test.each(actionsOf(entry))('takes %s, allowed and not denied', (action) => {
    expect(
      look(
        entry,
        grant(entry).filter(({ Action }) => Action !== action),
      ),
    ).toBeUndefined()
    expect(look(entry, [...open, deny(action)])).toBeUndefined()
  })

  test('hangs on a condition nobody can know', () => {
    const [first = 'sts:AssumeRole'] = actionsOf(entry)
    if (entry.id === 'sts-001-explicit-trust-no-identity-policy') return
    const held = open.map((each) =>
      each.Action === first ? { ...each, Condition: { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } } } : each,
    )
    const path = look(entry, held)
    expect(path?.verdict).toBe('conditional')
    expect(path?.conditions.join()).toContain('aws:SourceIp')
  })

  const kinds = kindsOf(entry)
  if (kinds.length === 0) return
  test('is possible where nobody read what there is, and not there where nothing is', () => {
    const facets = [...new Set(kinds.map((kind) => facetOfKind[kind]?.replace('aws.', '') ?? 'workloads'))]
    const path = look(entry, open, unread(...facets))
    expect(path?.verdict).toBe('possible')
    expect(path?.missingFacts.join()).toContain(kinds[0])
    expect(path?.hops[0]?.text).not.toContain('example')
    expect(look(entry, open, [])).toBeUndefined()
  })
})

test('ids are unique, and those of the catalogue are all there', () => {
  const ids = catalogue.map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
  expect(ids.filter((id) => !id.startsWith('muster-'))).toHaveLength(72)
})
