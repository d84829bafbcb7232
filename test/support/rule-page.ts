/** Reads a rule's page: its sections, and the examples that are run as cases. */
import { parse } from 'yaml'
import type { InventoryRecord } from '../../src/model/index.ts'
import type { AnyRule } from '../../src/rules/contract.ts'
import * as credentialBuilders from './aws-credentials.ts'
import * as builders from './aws-records.ts'
import * as resourceBuilders from './aws-resources.ts'
import * as anthropicBuilders from './anthropic-records.ts'
import * as azureBuilders from './azure-records.ts'
import * as crossingBuilders from './crossing-records.ts'
import * as doorBuilders from './door-records.ts'
import * as gcpBuilders from './gcp-records.ts'
import * as githubBuilders from './github-records.ts'
import * as workspaceBuilders from './gws-records.ts'
import * as kubernetesBuilders from './kubernetes-records.ts'
import * as mcpBuilders from './mcp-records.ts'
import * as oktaBuilders from './okta-records.ts'
import * as slackBuilders from './slack-records.ts'
import * as openaiBuilders from './openai-records.ts'
import type { OutcomeName, RuleCase } from './rule-cases.ts'

const sections = ['Why', 'When to ignore it', 'How to fix it', 'Examples']

interface PageExample {
  readonly expected: OutcomeName
  readonly example: RuleCase
}

export function pageComplaints(rule: AnyRule, page: string): string[] {
  const complaints: string[] = []
  const [summary = ''] = page.trim().split('\n\n', 1)
  if (summary.startsWith('#') || summary.length < 40) complaints.push('has a page that does not begin with its summary')
  const headings = [...page.matchAll(/^## (.+)$/gm)].map((match) => match[1])
  const wanted = rule.options ? [...sections, 'Options'] : sections
  if (headings.join('|') !== wanted.join('|'))
    complaints.push(`has a page with the sections ${headings.join(', ') || 'none'}, expected ${wanted.join(', ')}`)
  const expected = [...page.matchAll(/^```yaml (\w+)$/gm)].map((match) => match[1])
  if (!expected.includes('fail')) complaints.push('has a page without a failing example')
  if (!expected.includes('pass') && !expected.includes('unknown'))
    complaints.push('has a page without a passing or unknown example')
  return complaints
}

/** Examples are blocks fenced as `yaml fail`, `yaml pass` or `yaml unknown`. Throws when one cannot be read. */
export function examplesOf(page: string): readonly PageExample[] {
  return [...page.matchAll(/^```yaml (fail|pass|unknown)\n([^]*?)^```$/gm)].map((match, index) => {
    const body = parse(match[2] ?? '') as Omit<RuleCase, 'name' | 'records'> & { records: readonly unknown[] }
    const name = `example ${index + 1} of the page`
    const example = { ...body, name, records: body.records.map(recordsOf) }
    if (match[1] === 'fail' && example.message === undefined) throw new Error(`${name} does not say its message`)
    return { expected: match[1] as OutcomeName, example }
  })
}

const known: { readonly [name: string]: unknown } = {
  ...builders,
  ...credentialBuilders,
  ...resourceBuilders,
  ...githubBuilders,
  ...doorBuilders,
  ...azureBuilders,
  ...gcpBuilders,
  ...workspaceBuilders,
  ...kubernetesBuilders,
  ...openaiBuilders,
  ...anthropicBuilders,
  ...mcpBuilders,
  ...oktaBuilders,
  ...slackBuilders,
  ...crossingBuilders,
}

/** A record as the inventory writes it, or the name of a builder with what it is given: `accessKey: { user: … }`. */
function recordsOf(item: unknown): readonly InventoryRecord[] {
  const entry = item as { readonly [name: string]: unknown }
  if (typeof entry['type'] === 'string') return [item as InventoryRecord]
  const [name = '', input] = Object.entries(entry)[0] ?? []
  const build = known[name]
  if (typeof build !== 'function') throw new Error(`no record builder is called ${name}`)
  return [(build as (input: unknown) => InventoryRecord | readonly InventoryRecord[])(input ?? {})].flat()
}
