/** Who of Larkspur is in its workspace, and what Slack shows of them. */
import type { Row } from '../../../../fixtures/servers/slack/estate.ts'

export const team = 'T0LARKSPUR'
/** Planted wherever Slack has room for a secret. */
export const canary = 'CANARY-slack-7c1e'
const secret = `xoxb-700700700700-800800800800-${canary}`

export const seconds = (day: string): number => Date.parse(`${day}T09:00:00Z`) / 1000

const people = {
  'ada.stone': { is_admin: true, is_owner: true },
  'ben.okafor': { is_admin: true },
  'carla.ruiz': {},
  'dmitri.volkov': {},
  'elena.rossi': {},
  'farid.haddad': {},
  'grace.lin': {},
  'henrik.berg': { deleted: true, updated: seconds('2026-02-02') },
  'ines.costa': {},
  'jamal.wright': {},
  'kira.novak': {},
  'liam.byrne': {},
} as const satisfies { readonly [name: string]: Row }
export type Name = keyof typeof people

export const userId = (name: Name): string => `U0${name.replace('.', '').toUpperCase()}`

export const userRows: readonly (Row & { readonly id: string })[] = (Object.keys(people) as Name[]).map((name) => ({
  id: userId(name),
  team_id: team,
  name: name.replace('.', ''),
  deleted: false,
  is_bot: false,
  updated: seconds('2026-09-01'),
  ...people[name],
  profile: { email: `${name}@larkspur.example`, real_name: name.replace('.', ' '), status_text: secret, phone: canary },
}))

export function botRow(
  id: string,
  name: string,
  appId: string | undefined,
  more: Row = {},
): Row & { readonly id: string } {
  return {
    id,
    team_id: team,
    name: name.toLowerCase().replaceAll(/\W/g, ''),
    deleted: false,
    is_bot: true,
    updated: seconds('2026-09-01'),
    ...more,
    profile: {
      real_name: name,
      bot_id: `B${id.slice(1)}`,
      status_text: secret,
      ...(appId === undefined ? {} : { api_app_id: appId }),
    },
  }
}
