/** Exports hold what they should not: a column with secrets is given up, and nothing of it is kept or said. */
import { expect, test } from 'vitest'
import { openStore } from '../../inventory/store.ts'
import { scanFiles } from '../../../test/support/file-scan.ts'

const token = ['ghp_', 'CANARYcanary0123456789CANARYcanary01'].join('')
const credentials = { path: 'keys.csv', kind: 'credentials' }

async function read(text: string, more: object = {}) {
  const store = openStore('sqlite::memory:')
  const scanned = await scanFiles({ 'keys.csv': text }, [{ ...credentials, ...more }], { store })
  const tables = store.db.all("select name from sqlite_master where type = 'table'")
  const held = tables.map(({ name }) => JSON.stringify(store.db.all(`select * from "${String(name)}"`))).join('')
  store.close()
  return { ...scanned, held }
}

test.each<readonly [string, string, object]>([
  ['a column that is asked for', `id,value\na,plain\nb,${token}\nc,more\n`, { columns: { name: 'value' } }],
  ['the id', `id,name\na,x\n${token},y\n`, {}],
  ['a sentence', `id,storedIn\na,"kept with password=CANARYhunter2x for now"\n`, {}],
  ['an owner', `id,owner\na,${token}\n`, {}],
  ['a cell of a broken line', `id,name\na,${token},too many\nb,"${token}\n`, {}],
  ['a heading', `id,${token}\na,b\n`, { columns: { name: 'nothing' } }],
  ['a column that nobody asks for', `id,Password,Notes\na,CANARYpassword1,CANARY\n`, {}],
])('of %s nothing is kept', async (_name, text, more) => {
  const { text: said, held } = await read(text, more)
  expect(said).not.toContain('CANARY')
  expect(held).not.toContain('CANARY')
})

test('the others are kept, and the sentence names the column and the line', async () => {
  const { said, all } = await read(`id,value\na,plain\nb,${token}\nc,more\n`, { columns: { name: 'value' } })
  expect(said).toEqual([
    'keys.csv: The column "value" holds secrets: line 3 has what looks like a github token. None is kept, and nothing more of this column is read. Leave it out of the file.',
  ])
  expect(all('credential').map(({ nativeId, name }) => [nativeId, name])).toEqual([
    ['a', 'plain'],
    ['b', 'b'],
    ['c', 'c'],
  ])
})

test('a column that is called like a password is not even looked at', async () => {
  const { said } = await read('id,Password\na,hunter2\n', { columns: { name: 'Password' } })
  expect(said).toEqual([
    'keys.csv: The column "Password" is called like a password, and is not read. Leave it out of the file.',
  ])
})
