import { expect, test } from 'vitest'
import { viewOf } from '../inventory/memory.ts'
import { user } from '../../test/support/aws-records.ts'
import { accountScope } from '../../test/support/aws-records.ts'
import { scanFiles } from '../../test/support/file-scan.ts'
import { ownersOf } from './owners.ts'

test('whoever a file names for an ARN owns what has it', async () => {
  const arn = 'arn:aws:iam::111122223333:user/etl'
  const { records, collected } = await scanFiles(
    { 'who.csv': `nativeId,owner\n${arn},Ada.Stone@larkspur.example\nother,ben.okafor@larkspur.example\n` },
    [{ path: 'who.csv', kind: 'owners' }],
  )
  const files = {
    id: collected.scopes[0] ?? '',
    provider: 'inventory-file',
    kind: 'workspace',
    nativeId: 'who',
    name: 'who',
  } as const
  const [etl] = user({ name: 'etl' })
  if (etl?.type !== 'identity') throw new Error('no user')
  const view = viewOf({
    scope: accountScope(),
    scopes: [files],
    records: [etl, ...records.filter((each) => each.type !== 'gap')] as never,
  })
  expect(etl.nativeId).toBe(arn)
  expect(ownersOf({ id: etl.id, type: 'identity' }, view)).toEqual([
    { name: 'ada.stone@larkspur.example', source: 'who.csv' },
  ])
})
