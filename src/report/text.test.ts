import { describe, expect, test } from 'vitest'
import { madeResult } from '../../test/support/tui-result.ts'
import type { Finding, Remediation } from '../model/index.ts'
import { format } from './text.ts'

const made = madeResult({ findings: 100 })
const [first] = made.findings()
if (first === undefined) throw new Error('no finding')
const plain: Finding = { ...first, data: {} }

function report(findings: readonly Finding[]): string {
  return [...format.render({ ...made, findings: () => findings }, { width: 80, color: false })].join('')
}

const many = (length: number, remediation: readonly Remediation[]): readonly Finding[] =>
  Array.from({ length }, (_, index) => ({
    ...plain,
    fingerprint: `${index}`.padStart(32, '0'),
    message: `Key ${index} is old.`,
    remediation,
  }))

describe('a finding in the text report', () => {
  const step = { text: 'Keep it as it is now.', command: 'aws get' }

  test('has a fix where one step mends it, and a first step where several do', () => {
    expect(report(many(1, [step]))).toMatch(
      /^ {7}fix: Keep it as it is now\.\n {7}\$ aws get\n {7}more: muster explain 0+$/m,
    )
    expect(report(many(1, [step, { text: 'Change it.' }]))).toMatch(
      /^ {7}first: Keep it as it is now\.\n {7}\$ aws get\n {7}then: muster explain 0+$/m,
    )
  })

  test('does not repeat the mend of the one before it, and is named in any case', () => {
    const text = report(many(12, [step]))
    expect(text.match(/Keep it as it is now/g)).toHaveLength(1)
    expect(text.match(/^ {5}- Key \d+ is old\.$/gm)).toHaveLength(12)
    expect(text.match(/muster explain/g)).toHaveLength(12)
    expect(text.match(/\$ aws get/g)?.length).toBeLessThan(12)
  })

  test('leaves the long command that stops a path to its page', () => {
    const [path] = [...made.findings()].flatMap(({ data }) => data['paths'] ?? []).flat()
    const mend = String((path as { readonly mend: string }).mend)
    const stop = { text: `${mend} Until then, this stops it at once:`, command: 'aws iam put-role-policy' }
    const text = report([{ ...first, remediation: [stop] }])
    expect(text).toContain('fix: Deny')
    expect(text).toContain('stop it now: muster explain')
    expect(text).not.toContain('aws iam put-role-policy')
  })
})
