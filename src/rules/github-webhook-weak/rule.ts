import { webhookFacts } from '../../analysis/effective/github-facts.ts'
import type { Resource } from '../../model/index.ts'
import { becauseOf, isKnown, isUnknown } from '../../model/index.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { read } from '../shared/evidence.ts'
import { githubControls } from '../shared/github-controls.ts'
import { webhookPath } from '../shared/github-steps.ts'

/** Hosts that tell callers apart by the address alone and look at no signature. */
const addressIsSecret =
  /(?:^|\.)(?:discord\.com|discordapp\.com|hooks\.slack\.com|hooks\.zapier\.com|webhook\.office\.com|logic\.azure\.com)$/i

export const rule = defineRule({
  id: 'github-webhook-weak',
  title: 'Webhook can be forged or read',
  severity: 'low',
  provider: 'github',
  subject: 'resource',
  kinds: ['webhook'],
  reads: ['github.organization-webhooks'],
  messages: {
    plain: 'Webhook to {host} goes over plain HTTP.',
    insecure: 'Webhook to {host} takes any certificate.',
    unsigned: 'Webhook to {host} has no secret.',
    gone: 'Webhook to {host} is answered with status {status}.',
  },
  frameworks: githubControls('loose-trust', { 'owasp-nhi-2025': ['NHI4:2025'] }),
  remediation: (hook) => strengthen(hook),
  check(hook, { view }) {
    const { active, plainHttp, insecureSsl, hasSecret, host, lastResponse, level, repository } = webhookFacts(hook)
    if (!active) return undefined
    const status = isKnown(lastResponse) ? lastResponse : 0
    const found = (message: 'plain' | 'insecure' | 'unsigned' | 'gone') =>
      fail(message, {
        values: { host: hook.name, status },
        ...(message === 'plain' || message === 'insecure' ? { severity: 'medium' } : {}),
        evidence: read(
          repository === undefined ? 'GET /orgs/{org}/hooks' : 'GET /repos/{owner}/{repo}/hooks',
          {
            plain: 'config.url http',
            insecure: 'config.insecure_ssl 1',
            unsigned: 'config.secret none',
            gone: `last_response.code ${status}`,
          }[message],
        ),
        data: { level, plainHttp, insecureSsl: insecureSsl === true, hasSecret: hasSecret === true },
        remediation: strengthen(hook, view.scope.name),
      })
    if (plainHttp) return found('plain')
    if (insecureSsl === true) return found('insecure')
    if (hasSecret === false && !(isKnown(host) && addressIsSecret.test(host))) return found('unsigned')
    // An address that is no longer there may be somebody else's tomorrow.
    if (lastResponse === 404 || lastResponse === 410) return found('gone')
    const untold = [insecureSsl, hasSecret].find(isUnknown)
    if (untold === undefined) return pass
    return unknownBecause(becauseOf(untold), [
      level === 'organization' ? 'organization_hooks=read' : 'repository_hooks=read',
    ])
  },
})

function strengthen(hook: Resource, organization = '') {
  const { repository, plainHttp, lastResponse } = webhookFacts(hook)
  const path = webhookPath(hook, repository, organization)
  if (lastResponse === 404 || lastResponse === 410)
    return [{ text: 'Delete it, if nobody answers for the address any more.', command: `gh api -X DELETE ${path}` }]
  return [
    ...(plainHttp ? [{ text: 'Give the receiver a certificate, and the webhook its address with https.' }] : []),
    {
      text: 'Make a secret, set it at the receiver and here, and have certificates checked.',
      command: `gh api -X PATCH ${path}/config -f secret="$WEBHOOK_SECRET" -f insecure_ssl=0`,
    },
    { text: 'Let the receiver refuse what does not carry a valid X-Hub-Signature-256.' },
  ]
}
