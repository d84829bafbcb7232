import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { unknown } from '../../src/model/index.ts'
import type { AnyRule, Outcome } from '../../src/rules/contract.ts'
import { defineRule, fail, pass, unknownBecause } from '../../src/rules/contract.ts'
import { accessKey } from './aws-credentials.ts'
import { gap, user } from './aws-records.ts'
import type { RuleCases } from './rule-complaints.ts'
import { caseComplaints, wholeComplaints } from './rule-complaints.ts'
import { truth } from './rule-tester.ts'

type Check = Parameters<typeof defineRule<'credential', 'off'>>[0]['check']

const honest: Check = (key) => {
  if (key.kind !== 'access-key') return undefined
  if (key.enabled === true) return pass
  return key.enabled === false
    ? fail('off', { values: { key: key.name }, evidence: [{ source: 'test' }] })
    : unknownBecause('denied')
}

function ruleWith(check: Check, more: Partial<AnyRule> = {}): AnyRule {
  const rule = defineRule({
    id: 'aws-sample',
    title: 'Sample',
    severity: 'low',
    provider: 'aws',
    subject: 'credential',
    reads: ['aws.access-keys'],
    messages: { off: 'Key {key} is off.' },
    frameworks: {},
    remediation: () => [{ text: 'Turn it on.' }],
    check,
  })
  return { ...rule, ...more }
}

const cases: RuleCases = {
  fail: [{ name: 'off', records: [accessKey({ enabled: false, id: 'AKIA1' })], message: 'Key AKIA1 is off.' }],
  pass: [{ name: 'on', records: [accessKey()] }],
  unknown: [{ name: 'not read', records: [accessKey({ enabled: unknown('denied') })] }],
  notApplicable: [{ name: 'none', records: [{ ...accessKey()[0]!, kind: 'session' } as never] }],
}
const page = `A rule for the tester's own test, which fails when a key is off.

## Why

## When to ignore it

## How to fix it

## Examples

\`\`\`yaml fail
records:
  - accessKey: { id: AKIA1, enabled: false }
message: Key AKIA1 is off.
\`\`\`

\`\`\`yaml pass
records:
  - accessKey: {}
\`\`\`
`

/** Everything the tester has to say about the rule, its cases and its page. */
function complaintsOf(rule: AnyRule, given: RuleCases = cases, text: string = page): string {
  const byCase = (['fail', 'pass', 'unknown', 'notApplicable'] as const).flatMap((outcome) =>
    given[outcome].flatMap((example) => caseComplaints(rule, outcome, example)),
  )
  return [...byCase, ...wholeComplaints(rule, given), ...truth(rule, text)].join('\n')
}

describe('the rule tester', () => {
  it('has nothing against an honest rule', () => {
    expect(complaintsOf(ruleWith(honest))).toBe('')
  })

  it.each(['fail', 'pass', 'unknown', 'notApplicable'] as const)('refuses a rule without a %s case', (outcome) => {
    expect(complaintsOf(ruleWith(honest), { ...cases, [outcome]: [] })).toContain(`has no ${outcome} case`)
  })

  it('refuses a pass where the fact is unknown', () => {
    const lenient = ruleWith((key, context) => (key.enabled === false ? honest(key, context) : pass))
    expect(complaintsOf(lenient)).toContain('is pass, expected unknown')
  })

  it('refuses a rule that looks at what it does not declare', () => {
    const nosy = ruleWith((key, context) => {
      for (const identity of context.view.identities({ kind: 'iam-role' })) if (identity.enabled === false) return pass
      return honest(key, context)
    })
    expect(complaintsOf(nosy)).toContain('looks at what it does not declare in reads: identity iam-role')
  })

  it('refuses an undeclared fact', () => {
    const nosy = ruleWith((key, context) => (key.facts['lastUsedService'] === 'x' ? pass : honest(key, context)))
    expect(complaintsOf(nosy)).toContain('fact access-key.lastUsedService')
  })

  it('refuses an undeclared last use', () => {
    const nosy = ruleWith((key, context) => (context.view.usage(key.id)?.source === 'x' ? pass : honest(key, context)))
    expect(complaintsOf(nosy)).toContain('usage access-key')
  })

  it('lets a failing rule look further, since nothing unseen could take its finding back', () => {
    const thorough = ruleWith((key, context) => {
      const outcome = honest(key, context)
      if (outcome?.outcome === 'fail') context.view.usage(key.id)
      return outcome
    })
    expect(complaintsOf(thorough)).toBe('')
  })

  it('refuses a rule that takes what was denied for what is not there', () => {
    const hasty = ruleWith(
      (key, context) => {
        const outcome = honest(key, context)
        const held = [...context.view.identities({ kind: 'iam-user' })].length > 0
        return outcome?.outcome === 'pass' && !held
          ? fail('off', { values: { key: key.name }, evidence: [{ source: 'test' }] })
          : outcome
      },
      { reads: ['aws.access-keys', 'aws.identities'] },
    )
    const given = { ...cases, pass: [{ name: 'on', records: [accessKey(), user()] }] }
    expect(complaintsOf(hasty, given)).toContain('finds fault where aws.identities was denied')
  })

  it('refuses a declared facet that no case looks at', () => {
    expect(complaintsOf(ruleWith(honest, { reads: ['aws.access-keys', 'aws.secrets'] }))).toContain(
      'declares facets that no case looks at: aws.secrets',
    )
  })

  it('refuses a rule that changes its subject', () => {
    const rough = ruleWith((key, context) => {
      Object.assign(key, { name: 'mine' })
      return honest(key, context)
    })
    expect(complaintsOf(rough)).toContain('changes what it is given')
  })

  it('refuses a rule that changes facts', () => {
    const rough = ruleWith((key, context) => {
      Object.assign(key.facts, { slot: 2 })
      return honest(key, context)
    })
    expect(complaintsOf(rough)).toContain('changes what it is given')
  })

  it('refuses a rule that remembers', () => {
    let turns = 0
    const fickle = ruleWith((key, context) => ((turns += 1) % 2 === 0 ? pass : honest(key, context)))
    expect(complaintsOf(fickle)).toContain('gives two answers for one input')
  })

  it('refuses a rule that asks the clock of the machine', () => {
    const hasty = ruleWith((key, context): Outcome<'off'> => {
      return Date.now() === 0 ? undefined : honest(key, context)
    })
    expect(complaintsOf(hasty)).toContain('gives two answers for one input')
  })

  it('refuses a message with an unfilled place', () => {
    const vague = ruleWith((key, context) => (key.enabled === false ? fail('off') : honest(key, context)))
    expect(complaintsOf(vague)).toContain('has a message with a gap in it: Key {key} is off.')
  })

  it('refuses a message that no case brings up', () => {
    expect(complaintsOf(ruleWith(honest, { messages: { off: 'Key {key} is off.', gone: 'Gone.' } }))).toContain(
      'has a message that no case brings up: gone',
    )
  })

  it('refuses a finding without evidence', () => {
    const hearsay = ruleWith((key, context) =>
      key.enabled === false ? fail('off', { values: { key: key.name } }) : honest(key, context),
    )
    expect(complaintsOf(hearsay)).toContain('does not say where it was read')
  })

  it('refuses a finding without a way to mend it', () => {
    expect(complaintsOf(ruleWith(honest, { remediation: () => [] }))).toContain('says no way to mend it')
  })

  it('refuses a wrong severity, confidence, data, relation or message of a case', () => {
    const wrong = {
      ...cases,
      fail: [
        {
          ...cases.fail[0]!,
          message: 'Something else.',
          severity: 'high' as const,
          confidence: 'possible' as const,
          data: { days: 3 },
          related: ['x'],
          remediation: 'aws iam',
        },
      ],
    }
    const said = complaintsOf(ruleWith(honest), wrong)
    for (const part of ['expected "Something else."', 'expected high', 'expected possible', 'data.days', 'relate to x'])
      expect(said).toContain(part)
    expect(said).toContain('has no remediation with "aws iam"')
  })

  it('refuses an option without a default, and an options object that swallows anything', () => {
    const needy = ruleWith(honest, { options: z.strictObject({ maxDays: z.number() }) })
    expect(complaintsOf(needy)).toContain('has an option without a default')
    const loose = ruleWith(honest, { options: z.looseObject({}) })
    expect(complaintsOf(loose)).toContain('takes options it does not know')
  })

  it('takes a hidden facet for unknown, as the engine does', () => {
    const given = { ...cases, unknown: [{ name: 'hidden', records: [accessKey(), gap({ step: 'access-keys' })] }] }
    expect(complaintsOf(ruleWith(honest), given)).toBe('')
  })

  it('refuses a case without a subject', () => {
    expect(caseComplaints(ruleWith(honest), 'pass', { name: 'empty', records: [user()] })).toEqual([
      'throws: the case has no credential for the rule to look at',
    ])
  })
})

describe('the page', () => {
  it('must have its sections in order', () => {
    const text = page.replace('## Why\n\n', '')
    expect(complaintsOf(ruleWith(honest), cases, text)).toContain('has a page with the sections When to ignore it')
  })

  it('must explain options where there are some', () => {
    const rule = ruleWith(honest, { options: z.strictObject({ maxDays: z.number().default(1) }) })
    expect(complaintsOf(rule)).toContain('Examples, expected Why, When to ignore it, How to fix it, Examples, Options')
  })

  it('must begin with a summary', () => {
    expect(complaintsOf(ruleWith(honest), cases, `# Title\n\n${page}`)).toContain('does not begin with its summary')
  })

  it('must not promise what the rule does not do', () => {
    const text = page.replace('accessKey: {}', 'accessKey: { enabled: false }')
    expect(complaintsOf(ruleWith(honest), cases, text)).toContain('example 2 of the page is fail, expected pass')
    const other = page.replace('message: Key AKIA1 is off.', 'message: Key AKIA1 is on.')
    expect(complaintsOf(ruleWith(honest), cases, other)).toContain('expected "Key AKIA1 is on."')
  })

  it('must show a failing and a passing example', () => {
    const text = page.replaceAll('```yaml', '```text')
    expect(complaintsOf(ruleWith(honest), cases, text)).toContain('has a page without a failing example')
  })
})
