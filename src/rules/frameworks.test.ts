import { describe, expect, it } from 'vitest'
import { controls, frameworks } from './frameworks.ts'
import type { FrameworkId } from './frameworks.ts'
import { rules } from './index.ts'

/** How each catalogue writes its controls. */
const shapes: { readonly [F in FrameworkId]: RegExp } = {
  'owasp-nhi-2025': /^NHI(10|[1-9]):2025$/,
  'owasp-llm-2025': /^LLM(10|0[1-9]):2025$/,
  'owasp-agentic-2026': /^ASI(10|0[1-9])$/,
  'nist-csf-2.0': /^(GV|ID|PR|DE|RS|RC)\.[A-Z]{2}-\d{2}$/,
  'nist-800-53-r5': /^[A-Z]{2}-\d{1,2}(\(\d{1,2}\))?$/,
  'pci-dss-4.0.1': /^\d{1,2}(\.\d{1,2}){2,3}$/,
  'soc2-2017': /^(CC[1-9]|A1|C1|P\d|PI1)\.\d$/,
  'iso-27001-2022': /^A\.[5-8]\.\d{1,2}$/,
  // Identity is section 2 since 7.0.0.
  'cis-aws-7.0.0': /^2\.\d{1,2}$/,
  'mitre-attack-19.1': /^T\d{4}(\.\d{3})?$/,
  'mitre-atlas-5.6.0': /^AML\.T\d{4}(\.\d{3})?$/,
  'nist-ai-rmf-1.0': /^(GOVERN|MAP|MEASURE|MANAGE) \d\.\d{1,2}$/,
  'nist-ai-600-1': /^(GV|MP|MS|MG)-\d\.\d{1,2}-\d{3}$/,
}

describe('the controls of rules', () => {
  it.each(rules.map((rule) => [rule.id, rule] as const))('%s names known controls', (_, rule) => {
    const entries = Object.entries(rule.frameworks) as [FrameworkId, readonly string[]][]
    expect(rule.frameworks['owasp-nhi-2025']).toBeDefined()
    for (const [framework, ids] of entries) {
      expect(frameworks[framework]).toBeDefined()
      for (const id of ids) expect(id).toMatch(shapes[framework])
      expect(new Set(ids).size).toBe(ids.length)
    }
  })
})

describe('controls', () => {
  it('takes the family, and what the rule says of its own', () => {
    expect(controls('stale-credential', { 'cis-aws-7.0.0': ['2.4'] })).toMatchObject({
      'owasp-nhi-2025': ['NHI1:2025'],
      'cis-aws-7.0.0': ['2.4'],
    })
  })

  it('drops a catalogue that the rule does not bear on', () => {
    expect(controls('stale-credential', { 'cis-aws-7.0.0': [] })).not.toHaveProperty('cis-aws-7.0.0')
  })
})
