import { heldBy, isOff, logSource } from '../../analysis/effective/slack-apps.ts'
import { slackAppFacts } from '../../analysis/effective/slack-facts.ts'
import { installerOf } from '../../analysis/effective/slack-installers.ts'
import type { Installer } from '../../analysis/effective/slack-installers.ts'
import { reachOf } from '../../analysis/effective/slack-scopes.ts'
import { unseenPeople } from '../../analysis/people.ts'
import type { View } from '../../inventory/view.ts'
import type { Identity, Instant, Known } from '../../model/index.ts'
import { becauseOf, isKnown, isUnknown } from '../../model/index.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { read } from '../shared/evidence.ts'
import { enumerated } from '../shared/lists.ts'
import { slackControls } from '../shared/slack-controls.ts'
import { manage, reinstall, takeOut } from '../shared/slack-steps.ts'

export const rule = defineRule({
  id: 'slack-app-installer-gone',
  title: 'Whoever let the app in has left',
  severity: 'high',
  provider: 'slack',
  subject: 'identity',
  kinds: ['slack-app'],
  reads: ['slack.integration-logs', 'slack.bot-users'],
  messages: {
    gone: '{app} was let in by {people}, {whose}, and still holds {scopes}.',
    bare: '{app} was let in by {people}, {whose}.',
  },
  frameworks: slackControls('stale-credential', { 'owasp-nhi-2025': ['NHI1:2025', 'NHI3:2025'] }),
  remediation: (app) => [manage(app)],
  check(app, { view }) {
    if (isOff(app)) return undefined
    const { installers: ids, installedAt } = slackAppFacts(app)
    if (isUnknown(ids)) return unknownBecause(becauseOf(ids), [logSource.permission])
    // The log names nobody for what Slack itself put there.
    if (ids === null || ids.length === 0) return undefined
    const installers = ids.map((id) => installerOf(id, view))
    if (installers.some(({ standing }) => standing === 'active')) return pass
    if (installers.some(({ standing }) => standing === 'unknown')) return whyUnknown(view)
    const scopes = scopesOf(app, view)
    const heavy = scopes.filter((scope) => reachOf(scope) !== 'plain')
    return fail(heavy.length === 0 ? 'bare' : 'gone', {
      values: {
        app: app.name,
        people: enumerated(installers.map(({ name }) => name)),
        whose: whatBecame(installers),
        scopes: enumerated(heavy),
      },
      severity: heavy.length === 0 ? 'medium' : 'high',
      evidence: [
        ...read(logSource.source, `app ${app.nativeId}, added by ${ids.join(', ')}`),
        ...installers.flatMap(({ evidence }) => evidence),
      ],
      related: installers.map(({ id }) => id),
      data: {
        chain: installers.map((installer) => chainOf(app, installer, installedAt)),
        installers: installers.map(({ name }) => name),
        scopes: heavy,
        ai: app.ai !== undefined,
      },
      remediation: [reinstall(app), takeOut(app, view.scope)],
    })
  },
})

function whatBecame(installers: readonly Installer[]): string {
  const one = installers.length === 1
  if (installers.some(({ stillHere }) => stillHere))
    return one ? 'whose account at Slack is deactivated' : 'whose accounts at Slack are deactivated'
  return one ? 'who has left' : 'who have left'
}

/** The app, who let it in, and who says that they left: in words, because nobody gets from one to the other. */
function chainOf(app: Identity, { name, words }: Installer, installedAt: Known<Instant>): string {
  const since = isKnown(installedAt) ? ` (installed on ${installedAt.slice(0, 10)})` : ''
  return [`Slack app ${app.name}${since}`, `let in by ${name}`, words.join('; ')].join(' -> ')
}

function scopesOf(app: Identity, view: View): readonly string[] {
  const held = heldBy(app, view)
  return held === undefined || isUnknown(held) ? [] : held.scopes
}

/** Slack's list of users would tell; where it was read, only a directory could. */
function whyUnknown(view: View) {
  const gap = view.gap('slack.bot-users')
  if (gap !== undefined) return unknownBecause(gap.reason, [gap.permission ?? 'users:read'])
  const { because, missing } = unseenPeople(view)
  return unknownBecause(because, missing)
}
