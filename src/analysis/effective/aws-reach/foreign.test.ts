import { describe, expect, test } from 'vitest'
import { accountScope, edge, role, roleArn, user } from '../../../../test/support/aws-records.ts'
import type { Records } from '../../../../test/support/aws-records.ts'
import { viewOf } from '../../../inventory/memory.ts'
import { entityId } from '../../../model/index.ts'
import { accountOf } from '../aws-access/index.ts'
import { reachOf } from './reach.ts'

const dev = '444455556666'
const allow = (Action: string, Resource = '*') => ({ Effect: 'Allow', Action, Resource }) as const
const trusting = (AWS: string) => [{ Effect: 'Allow', Principal: { AWS }, Action: 'sts:AssumeRole' }] as const
const there = (name: string, trust: string, ...inline: readonly ReturnType<typeof allow>[]): Records => {
  const to = trust === '*' ? 'aws:anyone' : /^\d+$/.test(trust) ? `aws:account:${trust}` : idOf(trust)
  const from = idOf(roleArn(name, dev))
  return [
    ...role({ account: dev, name, trust: trusting(trust), inline }),
    edge('trusts', from, to, { via: 'Statement[0]' }),
  ]
}
const idOf = (arn: string) => entityId('aws', dev, 'iam-role', arn)

/** The names of the identities that a user of one account gets to, by a role of another that lets its account in. */
function chainOver(...records: readonly Records[]): readonly string[] | undefined {
  const scout = user({ name: 'scout', inline: [allow('sts:AssumeRole', roleArn('bridge', dev))] })
  const scopes = [accountScope(), accountScope(dev)] as const
  const view = viewOf({ scope: scopes[0], scopes, records: [scout, ...records].flat() })
  const account = accountOf(view, scopes[0].nativeId)!
  const chain = reachOf(view, account).chain(account.users[0]!)
  return chain?.hops.map(({ to }) => to.split('/').at(-1) ?? '')
}

describe('a role of another account', () => {
  const home = '111122223333'
  const bridge = (...inline: readonly ReturnType<typeof allow>[]) => there('bridge', home, ...inline)
  const reading = allow('s3:GetObject')

  test('that administers it', () => {
    expect(chainOver(bridge(allow('*')))).toEqual(['bridge'])
  })
  test('that may assume an administrator there', () => {
    const assuming = allow('sts:AssumeRole', roleArn('chief', dev))
    expect(chainOver(bridge(assuming), there('chief', dev, allow('*')))).toEqual(['bridge', 'chief'])
  })
  test('that an administrator there names, though its own policies speak of no assuming', () => {
    const chief = there('chief', roleArn('bridge', dev), allow('*'))
    expect(chainOver(bridge(reading), chief)).toEqual(['bridge', 'chief'])
  })
  test('beside an administrator there that lets in everybody', () => {
    expect(chainOver(bridge(reading), there('chief', '*', allow('*')))).toEqual(['bridge', 'chief'])
  })
  test('that only reads', () => {
    expect(chainOver(bridge(reading), there('chief', dev, allow('*')))).toBeUndefined()
  })
})
