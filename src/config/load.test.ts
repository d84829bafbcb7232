import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { UsageError } from './errors.ts'
import { loadYaml, parseYaml, readYaml } from './load.ts'
import { configSchema } from './schema.ts'
import { nearest } from './suggest.ts'

const schema = configSchema({
  aws: z.strictObject({
    regions: z.union([z.literal('auto'), z.array(z.string())]).default('auto'),
    tokenEnv: z.string().optional(),
  }),
})

describe('muster.yaml', () => {
  test('an empty file is a file with defaults', () => {
    expect(parseYaml('m.yaml', '', schema)).toEqual({ connectors: {}, packs: [], rules: {} })
  })

  test('a connector that is named has its defaults', () => {
    expect(parseYaml('m.yaml', 'connectors: { aws: {} }', schema).connectors).toEqual({ aws: { regions: 'auto' } })
  })

  test.each([
    [
      'connectors:\n  aws:\n    regoins: auto\n',
      'm.yaml:3: "regoins" is not a setting in connectors.aws; did you mean "regions"?',
    ],
    ['\nconectors: {}', 'm.yaml:2: "conectors" is not a setting; did you mean "connectors"?'],
    ['connectors:\n  aws: { apiToken: abc }', 'Secrets are given by reference only'],
    ['rules:\n  a: on\n  b: { severity: hihg }', 'm.yaml:3: rules.b.severity:'],
    ['connectors: [', 'm.yaml:1:14: this is not valid YAML'],
    ['connectors: { aws: { regions: 5 } }', 'm.yaml:1: connectors.aws.regions:'],
  ])('%j is refused with its place and what was meant', (text, sentence) => {
    expect(() => parseYaml('m.yaml', text, schema)).toThrow(sentence)
    expect(() => parseYaml('m.yaml', text, schema)).toThrow(UsageError)
  })

  test('a secret written into the file stands in no message', () => {
    expect(() => parseYaml('m.yaml', 'connectors: { aws: { secretKey: hunter2-CANARY } }', schema)).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('CANARY') }),
    )
  })

  test('a file that is not there is named', async () => {
    const none = async (): Promise<string> => Promise.reject(Object.assign(new Error('no'), { code: 'ENOENT' }))
    await expect(loadYaml('none.yaml', schema, none)).rejects.toThrow('There is no file none.yaml.')
  })
})

describe('the section of a connector that somebody else has written', () => {
  const withModules = configSchema({ aws: z.strictObject({}) }, ['pagerly'])

  test('may hold whatever that connector wants, and is checked by its own schema where it stands', async () => {
    const text = 'connectors:\n  pagerly:\n    module: ./p.js\n    tokenEvn: T\n'
    const yaml = await readYaml('m.yaml', async () => text)
    expect(yaml.as(withModules).connectors).toEqual({ pagerly: { module: './p.js', tokenEvn: 'T' } })
    const own = z.strictObject({ tokenEnv: z.string().optional() })
    expect(() => yaml.part(['connectors', 'pagerly'], { tokenEvn: 'T' }, own)).toThrow(
      'm.yaml:4: "tokenEvn" is not a setting in connectors.pagerly; did you mean "tokenEnv"?',
    )
  })

  test('must say which module', () => {
    expect(() => parseYaml('m.yaml', 'connectors: { pagerly: { module: 5 } }', withModules)).toThrow(
      'm.yaml:1: connectors.pagerly.module:',
    )
  })

  test('is taken by the schema for editors under any id', () => {
    const published = configSchema({ aws: z.strictObject({}) }, 'any')
    expect(published.safeParse({ connectors: { pagerly: { module: './p.js', more: 1 } } }).success).toBe(true)
    expect(published.safeParse({ connectors: { pagerly: {} } }).success).toBe(false)
  })
})

test('the nearest word is offered only when it is near', () => {
  expect(nearest('scna', ['scan', 'check'])).toBe('scan')
  expect(nearest('wholly-else', ['scan', 'check'])).toBeUndefined()
})
