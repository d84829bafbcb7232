import { describe, expect, test } from 'vitest'
import { rules } from './index.ts'
import { packs } from './packs.ts'
import { settleRules } from './settings.ts'

describe('rules as the user wants them', () => {
  test('off takes a rule out, a severity stands over its own, options are checked', () => {
    const { settings, problems } = settleRules(rules, {
      'aws-role-unused': 'off',
      'aws-secret-unused': 'critical',
      'aws-access-key-unused': { options: { maxDays: 45 } },
      'aws-access-key-never-used': { options: { maxDayz: 1 } },
    })
    const by = new Map(settings.map((setting) => [setting.rule.id, setting]))
    expect(by.has('aws-role-unused')).toBe(false)
    expect(by.get('aws-secret-unused')?.severity).toBe('critical')
    expect(by.get('aws-access-key-unused')?.options).toMatchObject({ maxDays: 45 })
    expect(problems.map((problem) => problem.rule)).toEqual(['aws-access-key-never-used'])
  })

  test.each(packs.map((pack) => [pack.id, pack] as const))(
    'the pack %s names rules and options that there are, and leaves some on',
    (_id, pack) => {
      const choices = pack.choices(rules)
      for (const id of Object.keys(choices)) expect(rules.map((rule) => rule.id)).toContain(id)
      const { settings, problems } = settleRules(rules, choices)
      expect(problems).toEqual([])
      expect(settings.length).toBeGreaterThan(2)
      expect(settings.length).toBeLessThan(rules.length)
    },
  )
})
