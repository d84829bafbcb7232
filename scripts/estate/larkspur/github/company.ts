/** Who works at Larkspur, as GitHub knows them, and how the organization is written down. */
import type { Row } from '../../../../fixtures/servers/github/estate.ts'
import type { ExpectedFinding } from '../../account.ts'
import { account } from './rows.ts'

const logins = [
  'ada-stone',
  'ben-okafor',
  'carla-ruiz',
  'dmitri-volkov',
  'elena-rossi',
  'farid-haddad',
  'grace-lin',
  'henrik-berg',
  'ines-costa',
  'jamal-wright',
  'kira-novak',
  'liam-byrne',
] as const

export type Login = (typeof logins)[number]

const numbered = new Map<string, Row>(logins.map((login, index) => [login, account(login, 5001 + index)]))

export function person(login: Login): Row {
  return numbered.get(login)!
}

export const people: readonly Row[] = [...numbered.values()]

/** Accounts that nobody sits behind. */
export const deployer = account('svc-deploy', 5051)
export const translator = account('larkspur-translate-bot', 5052)
export const outside = [account('nora-fields', 5061), account('quayside-consulting', 5062)]

/** Notes the finding that something planted must bring; nothing else may be found. */
export type Expect = (rule: string, subject: string, severity: string) => void

export function ledger(): { readonly expected: ExpectedFinding[]; readonly expect: Expect } {
  const expected: ExpectedFinding[] = []
  return { expected, expect: (rule, subject, severity) => void expected.push({ rule, subject, severity }) }
}
