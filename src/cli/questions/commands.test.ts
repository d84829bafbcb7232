import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { commandLines } from './commands.ts'

const policy = (action: string): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Deny', Principal: '*', Action: [action, 'sts:AssumeRoleWithSAML', 'a, "b", c'], Resource: '*' },
    ],
  })

const put = `printf '%s\\0' put-role-policy --role-name 'a role, with "quotes"' --policy-document '${policy('sts:AssumeRole')}' --last`

test('a short command is one line', () => {
  expect([...commandLines('aws iam delete-role --role-name ops', '  ')]).toEqual([
    '  $ aws iam delete-role --role-name ops\n',
  ])
})

test('a long one goes on where a shell reads on, in lines of eighty', () => {
  const lines = [...commandLines(put, '     ')]
  expect(lines.length).toBeGreaterThan(3)
  expect(lines.filter((line) => line.trimEnd().length > 80)).toEqual([])
  const typed = lines.join('').replace('$ ', '')
  const words = execFileSync('sh', ['-c', typed], { encoding: 'utf8' }).split('\0').slice(0, -1)
  const [document = ''] = words.splice(-2, 1)
  expect(words).toEqual(['put-role-policy', '--role-name', 'a role, with "quotes"', '--policy-document', '--last'])
  expect(JSON.parse(document)).toEqual(JSON.parse(policy('sts:AssumeRole')))
})

test('what cannot be broken stays whole', () => {
  const arn = `arn:aws:iam::111122223333:role/${'x'.repeat(70)}`
  expect([...commandLines(`muster path ${arn}`, '  ')]).toEqual([`  $ muster path \\\n`, `      ${arn}\n`])
})
