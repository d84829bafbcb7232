import { beforeAll, expect, test } from 'vitest'
import { arn, company } from '../../../../test/support/aws-questions.ts'
import type { View } from '../../../inventory/view.ts'
import { accountOf } from '../aws-access/index.ts'
import type { Account } from '../aws-access/index.ts'
import { reachOf, usualLimits } from './reach.ts'
import { routesFrom } from './routes.ts'

let view: View
let account: Account
beforeAll(async () => {
  view = await company()
  account = accountOf(view, '111122223333')!
})

const user = (name: string) => account.principal(arn(`user/${name}`))!
const role = (name: string) => account.principal(arn(`role/${name}`))!

test('the whole chain, hop by hop', () => {
  const [path] = routesFrom(view, user('walker'), 'admin', usualLimits)
  expect(path?.hops.map(({ to }) => to)).toEqual([arn('role/gate'), arn('role/deploy')])
  expect(path).toMatchObject({ verdict: 'proven', gain: 'admin', target: arn('role/deploy') })
})

test('to an identity that is named, and no further than it may', () => {
  expect(routesFrom(view, user('walker'), role('gate'), usualLimits).map(({ id }) => id)).toEqual(['sts-001'])
  expect(routesFrom(view, user('walker'), role('deploy'), usualLimits)[0]?.hops.length).toBe(2)
  expect(routesFrom(view, user('walker'), role('deploy'), { ...usualLimits, hops: 1 })).toEqual([])
  expect(routesFrom(view, user('reader'), role('deploy'), usualLimits)).toEqual([])
})

test('finds forwards what the search from the administrators finds, and no longer chains', () => {
  const reach = reachOf(view, account)
  for (const principal of account.principals) {
    if (reach.goals.some((goal) => goal.principal.id === principal.id)) continue
    const [route] = routesFrom(view, principal, 'admin', usualLimits)
    expect([principal.arn, route?.hops.length]).toEqual([principal.arn, reach.chain(principal)?.hops.length])
  }
})
