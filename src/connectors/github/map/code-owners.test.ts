import { describe, expect, test } from 'vitest'
import { fits, ownersOf, ownersOfAll, readCodeOwners } from './code-owners.ts'

test('lines, comments, spaces in names, and lines that take owners away', () => {
  expect(
    readCodeOwners(
      '# all\n*  @acme/core  dev@acme.example # who else\r\n\n/my\\ folder/ @ann\n/.github/ \n/x notanowner',
    ),
  ).toEqual([
    { pattern: '*', owners: ['@acme/core', 'dev@acme.example'] },
    { pattern: '/my folder/', owners: ['@ann'] },
    { pattern: '/.github/', owners: [] },
    { pattern: '/x', owners: [] },
  ])
})

test('the last line that fits counts', () => {
  const rules = readCodeOwners('* @all\n*.yml @yaml\n/.github/workflows/ @acme/ci\n/.github/workflows/free.yml')
  expect(ownersOf('.github/workflows/deploy.yml', rules)).toEqual(['@acme/ci'])
  expect(ownersOf('.github/workflows/free.yml', rules)).toEqual([])
  expect(ownersOf('src/x.yml', rules)).toEqual(['@yaml'])
  expect(ownersOf('src/x.ts', rules)).toEqual(['@all'])
  expect(ownersOfAll(rules)).toEqual(['@all'])
  expect(ownersOfAll(readCodeOwners('/src/ @a'))).toEqual([])
})

describe('patterns of GitHub’s own page', () => {
  test.each([
    ['*', 'a/b/c.js', true],
    ['*.js', 'a/b/c.js', true],
    ['/build/logs/', 'build/logs/x.log', true],
    ['/build/logs/', 'a/build/logs/x.log', false],
    ['docs/*', 'docs/getting-started.md', true],
    ['docs/*', 'docs/build-app/troubleshooting.md', false],
    ['apps/', 'a/apps/b/c', true],
    ['apps/', 'apps', false],
    ['/docs/', 'docs/a', true],
    ['/scripts/', 'src/scripts/a', false],
    ['**/logs', 'deeply/nested/logs/x', true],
    ['/apps/github', 'apps/github/x', true],
    ['.github/workflows/*.yml', '.github/workflows/a.yml', true],
    ['.github/workflows/*.yml', '.github/workflows/a/b.yml', false],
    ['.github/**', '.github/workflows/a.yml', true],
    ['.github', '.github/workflows/a.yml', true],
    ['/a/**/z.yml', 'a/z.yml', true],
    ['workflows/', '.github/workflows/a.yml', true],
    ['/workflows/', '.github/workflows/a.yml', false],
    ['a?.yml', 'ab.yml', true],
    ['[ab].yml', 'a.yml', false],
    ['(.*)*$', 'x', false],
  ])('%s %s %s', (pattern, path, expected) => {
    expect(fits(pattern, path)).toBe(expected)
  })

  test('none is slow', () => {
    expect(fits(`${'*a'.repeat(2000)}b`, 'a'.repeat(4000))).toBe(false)
    expect(fits(`${'**/'.repeat(500)}x`, 'a/'.repeat(500))).toBe(false)
  })
})
