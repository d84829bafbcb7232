/**
 * Tests a rule by literal inventories: four lists of cases by the outcome they must have, and the examples of its page.
 * It refuses a rule that has no case in one of the lists, looks at what it did not declare or declares what no case
 * looks at, changes its subject, gives two answers for one input, leaves a message with a gap, or whose page lacks a
 * section or promises what the rule does not do.
 */
import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { AnyRule } from '../../src/rules/contract.ts'
import { outcomes } from './rule-cases.ts'
import type { RuleCases } from './rule-complaints.ts'
import { caseComplaints, wholeComplaints } from './rule-complaints.ts'
import { examplesOf, pageComplaints } from './rule-page.ts'

export type { RuleCases } from './rule-complaints.ts'

export interface RuleTestOptions {
  /** The rule's page; left out: `src/rules/<id>/doc.md`. */
  readonly page?: URL
}

export function testRule(rule: AnyRule, cases: RuleCases, options: RuleTestOptions = {}): void {
  const page = options.page ?? new URL(`../../src/rules/${rule.id}/doc.md`, import.meta.url)
  describe(`rule ${rule.id}`, () => {
    for (const outcome of outcomes)
      for (const example of cases[outcome])
        it(`${outcome}: ${example.name}`, () => {
          expect(caseComplaints(rule, outcome, example)).toEqual([])
        })
    it('is covered by its cases', () => {
      expect(wholeComplaints(rule, cases)).toEqual([])
    })
    it('has a page that tells the truth', () => {
      expect(existsSync(page) ? truth(rule, readFileSync(page, 'utf8')) : ['has no page']).toEqual([])
    })
  })
}

/** Complaints about a page: its sections, and examples that do not give what they claim. */
export function truth(rule: AnyRule, page: string): string[] {
  const complaints = pageComplaints(rule, page)
  for (const { expected, example } of examplesOf(page))
    complaints.push(...caseComplaints(rule, expected, example).map((complaint) => `${example.name} ${complaint}`))
  return complaints
}
