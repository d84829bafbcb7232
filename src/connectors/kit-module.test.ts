import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { ConfigError } from './errors.ts'
import { contractVersion, moduleOf } from './kit-module.ts'

const named = 'muster.yaml: connectors.pagerly.module ./p.js'
const step = { id: 'keys', title: 'Keys', tier: 'core', scopes: ['account'], needs: [], emits: ['keys'] }
const nothing = async (): Promise<void> => undefined
const connector = {
  meta: { id: 'pagerly', title: 'Pagerly', steps: [step] },
  config: z.strictObject({}),
  connect: nothing,
  scopes: nothing,
  open: nothing,
  classify: nothing,
  permissions: { native: () => '', terraform: () => '', list: () => '' },
  steps: { keys: nothing },
}
const sound = { contract: contractVersion, connector }
const withMeta = (meta: object): object => ({
  ...sound,
  connector: { ...connector, meta: { ...connector.meta, ...meta } },
})
const withStep = (more: object): object => withMeta({ steps: [{ ...step, ...more }] })

describe('a module that keeps to the contract', () => {
  test('brings its connector', () => {
    expect(moduleOf(sound, 'pagerly', named).connector.meta.title).toBe('Pagerly')
  })
  test('may be written for require, whose exports come as the default', () => {
    expect(moduleOf({ default: sound }, 'pagerly', named).connector.meta.id).toBe('pagerly')
  })
  test('may bring a demo', () => {
    expect(moduleOf({ ...sound, demo: { start: nothing } }, 'pagerly', named).demo).toBeDefined()
  })
  test('may check its settings with any library of Standard Schema', () => {
    const config = { '~standard': { version: 1, vendor: 'own', validate: (value: unknown) => ({ value }) } }
    expect(() => moduleOf({ ...sound, connector: { ...connector, config } }, 'pagerly', named)).not.toThrow()
  })
})

describe('a module that does not is refused in words that name it', () => {
  const { keys: _keys, ...bodiless } = connector.steps
  test.each<readonly [why: string, imported: unknown, sentence: string]>([
    ['exports nothing', {}, `${named} exports no connector.`],
    ['is no module', undefined, 'exports no connector'],
    ['says no version', { connector }, 'does not say for which version of the contract it was written'],
    [
      'is of another version',
      { ...sound, contract: 2 },
      'was written for version 2 of the contract; this muster knows version 1',
    ],
    ['is another connector', withMeta({ id: 'pagerduty' }), `is the connector "pagerduty", and stands under "pagerly"`],
    ['has an id of another form', withMeta({ id: 'Pager Duty' }), 'meta.id: must be in kebab-case'],
    ['has no steps', withMeta({ steps: [] }), 'meta.steps:'],
    ['has a step of no tier', withStep({ tier: 'all' }), 'meta.steps.0.tier:'],
    ['has a step in no kind of scope', withStep({ scopes: ['planet'] }), 'meta.steps.0.scopes.0:'],
    ['lacks a body', { ...sound, connector: { ...connector, steps: bodiless } }, 'the step "keys" has no body'],
    [
      'has a body too many',
      { ...sound, connector: { ...connector, steps: { keys: nothing, toString: nothing } } },
      'the body "toString" is declared by no step',
    ],
    ['has a step twice', withMeta({ steps: [step, step] }), 'there are two steps "keys"'],
    ['waits for what is not there', withStep({ after: ['users'] }), 'comes after "users", which is none'],
    ['waits for itself', withStep({ after: ['keys'] }), 'the step "keys" comes after itself'],
    ['has no settings', { ...sound, connector: { ...connector, config: {} } }, 'config: must be a schema'],
    ['cannot connect', { ...sound, connector: { ...connector, connect: 1 } }, 'connect: must be a function'],
  ])('one that %s', (_why, imported, sentence) => {
    expect(() => moduleOf(imported, 'pagerly', named)).toThrow(ConfigError)
    expect(() => moduleOf(imported, 'pagerly', named)).toThrow(sentence)
  })
})
