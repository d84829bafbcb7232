import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import Ajv from 'ajv/dist/2020.js'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Coverage, Finding, ResultHead } from '../../src/model/index.ts'
import { inDirectory, muster, root } from '../support/muster.ts'
import type { Ran } from '../support/muster.ts'

interface Result extends ResultHead {
  readonly findings: readonly Finding[]
  readonly inventory: { readonly identities: readonly { readonly kind: string; readonly facts: { readonly scanner?: boolean } }[] }
}

interface Expected {
  readonly rule: string
  readonly subject: string
  readonly severity: string
}

const estate = join(root, 'fixtures/estates/larkspur')
const expected = JSON.parse(readFileSync(join(estate, 'expected.json'), 'utf8')) as Expected[]

/** Every secret that the estate's files or the server could give away is planted with this word in it. */
const canary = /CANARY/i

let ran: Ran
let result: Result
let everything: string

beforeAll(async () => {
  await inDirectory(async (directory) => {
    const store = join(directory, 'muster.db')
    const file = join(directory, 'result.json')
    ran = await muster(['demo', '--store', `sqlite:${store}`, '--verbose', '--log-format', 'json', '-f', `json=${file}`, '-f', 'text'])
    result = JSON.parse(readFileSync(file, 'utf8')) as Result
    everything = [ran.stdout, ran.stderr, ...readdirSync(directory).map((name) => readFileSync(join(directory, name), 'latin1'))].join('\n')
  })
}, 120_000)

describe('the demo', () => {
  test('ends well without a terminal', () => {
    expect(ran.code).toBe(0)
    expect(ran.stdout).toContain('Coverage complete')
  })

  test('finds exactly what is planted, and nothing beside it', () => {
    const found = result.findings.map((finding) => `${finding.ruleId} ${finding.subject.nativeId} ${finding.severity}`)
    expect(found.toSorted()).toEqual(expected.map((each) => `${each.rule} ${each.subject} ${each.severity}`).toSorted())
  })

  test('prints every finding, and nothing beside them, in the text too', () => {
    for (const finding of result.findings) expect(ran.stdout.replaceAll(/\s+/g, ' ')).toContain(finding.message)
    expect(ran.stdout).toContain(`${expected.length} findings`)
    expect(ran.stdout.match(/^ {5}- /gm)).toHaveLength(expected.length)
  })

  test('has a defect planted for every rule', () => {
    expect([...new Set(expected.map((each) => each.rule))].toSorted()).toEqual(result.rules.map((rule) => rule.id))
  })

  test('calls the roll of more than 150 principals in three accounts', () => {
    expect(result.summary.identities.total).toBeGreaterThan(150)
    expect(new Set(result.coverage.map((row: Coverage) => row.scope)).size).toBeGreaterThanOrEqual(4)
  })

  test('reads everything whole', () => {
    expect(result.scan.status).toBe('complete')
    expect(result.coverage.filter((row) => row.status !== 'complete')).toEqual([])
    // What no vendor tells: uses of a storage key, an app's own manifest, and kinds of tokens of an app that nobody approved.
    const unsure = result.rules.filter(({ unknown }) => unknown > 0).map(({ id }) => id)
    expect(unsure).toEqual(['gcp-sa-unused', 'slack-token-rotation-off', 'slack-user-token-app'])
  })

  test('holds the scanner itself in the inventory', () => {
    expect(result.inventory.identities.filter((identity) => identity.facts.scanner === true).length).toBeGreaterThan(0)
  })

  test('gives away no secret: not on screen, in logs, in the store or in the document', () => {
    const planted = readdirSync(estate, { recursive: true }).map(String).filter((name) => /\.(json|csv)$/.test(name)).map((name) => readFileSync(join(estate, name), 'utf8'))
    expect(planted.join('').match(/CANARY/gi)?.length).toBeGreaterThan(10)
    expect(canary.exec(everything)).toBeNull()
  })

  test('writes a document that is as the schema says', () => {
    const schema = JSON.parse(readFileSync(join(root, 'schema/result.schema.json'), 'utf8')) as object
    const validate = new Ajv.default({ strict: false, validateFormats: false }).compile(schema)
    validate(result)
    expect(validate.errors).toBeNull()
  })
})
