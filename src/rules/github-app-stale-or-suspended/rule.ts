import { z } from 'zod'
import { makerOf } from '../../analysis/effective/github-apps.ts'
import { appFacts } from '../../analysis/effective/github-facts.ts'
import { dayOf, daysBetween, daysInWords } from '../../analysis/time.ts'
import type { Identity } from '../../model/index.ts'
import { becauseOf, isKnown, isUnknown } from '../../model/index.ts'
import type { CheckContext } from '../contract.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { at, read } from '../shared/evidence.ts'
import { githubControls } from '../shared/github-controls.ts'
import { appSettings } from '../shared/github-steps.ts'

const installations = 'GET /orgs/{org}/installations'
const mayReadApps = ['organization_administration=read']

interface Options {
  readonly maxDays: number
  readonly suspendedDays: number
}

export const rule = defineRule({
  id: 'github-app-stale-or-suspended',
  title: 'App is installed but idle',
  severity: 'low',
  provider: 'github',
  subject: 'identity',
  kinds: ['app'],
  reads: ['github.apps'],
  options: z.strictObject({
    maxDays: z.int().positive().default(180).describe('Days without a change of the installation that are still fine.'),
    suspendedDays: z.int().nonnegative().default(30).describe('Days that an app may stay suspended.'),
  }),
  messages: {
    suspended: 'App {app} was suspended {days} ago and is still installed.',
    idle: 'App {app} has made no request since {since}, and its installation was last changed {days} ago.',
  },
  frameworks: githubControls('stale-credential', { 'owasp-nhi-2025': ['NHI1:2025', 'NHI3:2025'] }),
  remediation: (app) => retire(appSettings(app)),
  check(app, context) {
    if (makerOf(app, context.view) === 'github') return undefined
    const { suspendedAt } = appFacts(app)
    if (isUnknown(suspendedAt)) return unknownBecause(becauseOf(suspendedAt), mayReadApps)
    if (suspendedAt === null) return idleness(app, context)
    const days = daysBetween(suspendedAt, context.now)
    if (days <= context.options.suspendedDays) return pass
    return fail('suspended', {
      values: { app: app.name, days: daysInWords(days) },
      evidence: read(installations, `suspended_at ${at(suspendedAt)}`),
      data: { days },
      remediation: [uninstall(appSettings(app, context.view.scope.name))],
    })
  },
})

/** GitHub counts an app's requests only for the last weeks, so that silence needs a second witness. */
function idleness(app: Identity, { view, now, options }: CheckContext<Options>) {
  const { updatedAt } = appFacts(app)
  const changedAt = isKnown(updatedAt) ? updatedAt : app.createdAt
  if (!isKnown(changedAt)) return unknownBecause(becauseOf(updatedAt), mayReadApps)
  const days = daysBetween(changedAt, now)
  if (days <= options.maxDays) return pass
  const usage = view.usage(app.id)
  const gap = view.gap('github.app-usage')
  if (!usage || isUnknown(usage.lastUsedAt)) {
    const because = gap?.reason ?? becauseOf(usage?.lastUsedAt)
    return unknownBecause(because, ['organization_api_insights=read'])
  }
  if (usage.lastUsedAt !== null) return pass
  return fail('idle', {
    values: {
      app: app.name,
      since: isKnown(usage.observedSince) ? dayOf(usage.observedSince) : 'the beginning',
      days: daysInWords(days),
    },
    // An app may live on webhooks alone, and make no request.
    confidence: 'possible',
    evidence: [
      ...read(usage.source, `no request since ${at(usage.observedSince)}`),
      ...read(installations, `updated_at ${at(changedAt)}`),
    ],
    data: { days },
    remediation: retire(appSettings(app, view.scope.name)),
  })
}

function retire(settings: string) {
  return [{ text: `Suspend it first, which can be taken back: ${settings}.` }, uninstall(settings)]
}

function uninstall(settings: string) {
  return { text: `Uninstall it once nobody has missed it for a few weeks: ${settings}.` }
}
