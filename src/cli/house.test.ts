import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { filesIn } from './house.ts'

function folder(...names: readonly string[]): string {
  const path = mkdtempSync(join(tmpdir(), 'muster-files-'))
  onTestFinished(() => rmSync(path, { recursive: true }))
  for (const name of names) writeFileSync(join(path, name), '{}')
  return path
}

test('a folder stands for the files of JSON in it, in order', () => {
  const path = folder('b.json', 'a.JSON', 'notes.txt')
  expect(filesIn(path)).toEqual([join(path, 'a.JSON'), join(path, 'b.json')])
})

test('a file, and what is not there, stand for themselves', () => {
  const path = folder('a.json')
  expect(filesIn(join(path, 'a.json'))).toEqual([join(path, 'a.json')])
  expect(filesIn(join(path, 'b.json'))).toEqual([join(path, 'b.json')])
})

test('a folder without any is an error of the command line', () => {
  expect(() => filesIn(folder('notes.txt'))).toThrow('holds no file of JSON')
})
