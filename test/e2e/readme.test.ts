import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { rules } from '../../src/rules/index.ts'
import { root } from '../support/muster.ts'

const read = (file: string): string => readFileSync(join(root, file), 'utf8')
const readme = read('README.md')

test.each(['README.md', 'docs/guide/aws-access.md'])('the example in %s prints what its comments say', (file) => {
  const [, example = ''] = /```js\n([^]+?)```/.exec(read(file)) ?? []
  const printed = execFileSync(process.execPath, ['--input-type=module', '--eval', example], {
    cwd: root,
    encoding: 'utf8',
  })
  const said = [...example.matchAll(/^console\.log\(.*\) \/\/ (.+)$/gm)].map(([, text]) => text)
  expect(said.length).toBeGreaterThan(0)
  expect(printed.trimEnd().split('\n')).toEqual(said)
})

test('as many rules are named as there are', () => {
  expect(readme).toContain(`[${rules.length}](docs/reference/rules/README.md)`)
  expect(read('CHANGELOG.md')).toContain(`${rules.length} rules`)
})

test('the sample ends as the demo does', () => {
  const expected = JSON.parse(read('fixtures/estates/larkspur/expected.json')) as readonly unknown[]
  expect(readme).toContain(`\n${expected.length} findings: `)
})
