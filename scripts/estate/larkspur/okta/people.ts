/** Larkspur's directory at Okta. Everybody of the company is in it, which is what makes it the one that tells who has left. */
import type { Row } from '../../../../fixtures/servers/okta/estate.ts'
import { userRow } from '../../../../fixtures/servers/okta/rows.ts'

const names = [
  'ada.stone',
  'ben.okafor',
  'carla.ruiz',
  'dmitri.volkov',
  'elena.rossi',
  'farid.haddad',
  'grace.lin',
  'henrik.berg',
  'ines.costa',
  'jamal.wright',
  'kira.novak',
  'liam.byrne',
] as const
export type Name = (typeof names)[number] | (typeof machines)[number]

/** Accounts that nobody sits behind. */
const machines = ['svc-hr-sync', 'svc-status-page'] as const

const address = (name: string): string => `${name}@larkspur.example`

/** Okta's ids have twenty characters. */
export function id(kind: string, name: string): string {
  const plain = name.replaceAll(/[^a-z0-9]/gi, '')
  return `${kind}larkspur${plain}`.padEnd(20, '0').slice(0, 20)
}

export const userId = (name: Name): string => id('00u', name)

const states: { readonly [name: string]: Omit<Parameters<typeof userRow>[1], 'login'> } = {
  'henrik.berg': { status: 'DEPROVISIONED', changed: '2026-02-02', lastLogin: '2026-01-30' },
  // On leave until spring.
  'grace.lin': { status: 'SUSPENDED', changed: '2026-10-12', lastLogin: '2026-10-09' },
  'kira.novak': { status: 'LOCKED_OUT', changed: '2026-11-20' },
}

export const users: readonly Row[] = [...names, ...machines].map((name) =>
  userRow(userId(name), {
    login: address(name),
    ...(machines.some((each) => each === name) ? { lastLogin: null } : {}),
    ...states[name],
  }),
)
