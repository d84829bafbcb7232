import { z } from 'zod'
import { oktaSecretFacts } from '../../analysis/effective/okta-facts.ts'
import { holderOf } from '../../analysis/credentials.ts'
import { daysBetween, daysInWords } from '../../analysis/time.ts'
import type { Credential, Remediation } from '../../model/index.ts'
import { becauseOf, isKnown, isUnknown } from '../../model/index.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { at } from '../shared/evidence.ts'
import { oktaControls } from '../shared/okta-controls.ts'
import { oktaCall } from '../shared/okta-steps.ts'

export const rule = defineRule({
  id: 'okta-service-app-secret-old',
  title: 'Secret or key of an application is not replaced',
  severity: 'medium',
  provider: 'okta',
  subject: 'credential',
  kinds: ['client-secret', 'certificate'],
  reads: ['okta.app-secrets', 'okta.api-service-secrets', 'okta.apps', 'okta.api-services'],
  options: z.strictObject({
    maxDays: z.int().positive().default(365).describe('Days since it was made that are still fine.'),
  }),
  messages: { old: '{what} {name} of {app} was made {days} ago.' },
  frameworks: oktaControls('long-lived-secret'),
  remediation: (secret) => replace(secret),
  check(secret, { view, now, options }) {
    if (secret.enabled === false) return undefined
    const app = holderOf(secret, view)
    if (app?.enabled === false) return undefined
    const gap = app === undefined ? view.gap('okta.apps') : undefined
    if (gap !== undefined) return unknownBecause(gap.reason, [gap.permission ?? 'okta.apps.read'])
    const facts = oktaSecretFacts(secret)
    const { permission, source } = places[facts.on][secret.kind === 'certificate' ? 'keys' : 'secrets']
    if (isUnknown(secret.enabled)) return unknownBecause(becauseOf(secret.enabled), [permission])
    if (!isKnown(secret.createdAt)) return unknownBecause(becauseOf(secret.createdAt), [permission])
    const days = daysBetween(secret.createdAt, now)
    if (days <= options.maxDays) return pass
    return fail('old', {
      values: {
        what: secret.kind === 'certificate' ? 'Key' : 'Secret',
        name: secret.name,
        app: app?.name ?? facts.appId,
        days: daysInWords(days),
      },
      evidence: [{ source, detail: `${facts.appId}: ${secret.nativeId}, created ${at(secret.createdAt)}` }],
      related: app === undefined ? [] : [app.id],
      data: { days },
    })
  },
})

const apps = { permission: 'okta.apps.read', path: '/api/v1/apps/{appId}' } as const
const services = {
  permission: 'okta.oauthIntegrations.read',
  path: '/integrations/api/v1/api-services/{serviceId}',
} as const
const agents = { permission: 'okta.aiAgents.read', path: '/workload-principals/api/v1/ai-agents/{agentId}' } as const

const placeOf = ({ permission, path }: { readonly permission: string; readonly path: string }) => ({
  path,
  secrets: { permission, source: `GET ${path}/credentials/secrets` },
  keys: { permission, source: `GET ${path}/credentials/jwks` },
})
const places = { app: placeOf(apps), 'api-service': placeOf(services), 'ai-agent': placeOf(agents) }

/** Two may be active at once, so that nothing stands still meanwhile. */
function replace(secret: Credential): readonly Remediation[] {
  const { on, appId } = oktaSecretFacts(secret)
  const list = `${places[on].path.replace(/\{\w+\}/, appId)}/credentials/${secret.kind === 'certificate' ? 'jwks' : 'secrets'}`
  return [
    { text: `Add a new one beside it, and hand it to what signs in; two may be active at once.` },
    { text: 'Switch the old one off.', command: oktaCall('POST', `${list}/${secret.nativeId}/lifecycle/deactivate`) },
    { text: 'Delete it when nobody has missed it.', command: oktaCall('DELETE', `${list}/${secret.nativeId}`) },
  ]
}
