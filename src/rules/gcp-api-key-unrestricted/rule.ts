import { holderOf } from '../../analysis/credentials.ts'
import { apiKeyFacts, containerFacts } from '../../analysis/effective/gcp-facts.ts'
import { worldOf } from '../../analysis/effective/gcp-world/index.ts'
import type { View } from '../../inventory/view.ts'
import type { Credential, Severity } from '../../model/index.ts'
import { becauseOf, isUnknown, valueOf } from '../../model/index.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import {
  apiKeyEvidence,
  apiKeyName,
  apiKeyOff,
  apiKeyPermission,
  apiKeyRelated,
  apiKeyValues,
} from '../shared/gcp-api-keys.ts'
import { gcpControls } from '../shared/gcp-controls.ts'
import { heldByPrivileged } from '../shared/gcp-holdings.ts'
import { enumerated } from '../shared/lists.ts'

export const rule = defineRule({
  id: 'gcp-api-key-unrestricted',
  title: 'API key is held to no service or to no application',
  severity: 'high',
  provider: 'gcp',
  subject: 'credential',
  kinds: ['api-key'],
  // What the project has enabled and what the account holds decide over the severity alone.
  reads: ['gcp.api-keys'],
  messages: {
    nothing: 'API key {key} of project {project} calls every service that the project has enabled, from anywhere{as}.',
    services: 'API key {key} of project {project} calls every service that the project has enabled{as}.',
    application: 'API key {key} of project {project} calls {services} from anywhere{as}.',
  },
  frameworks: gcpControls('over-privilege', { 'owasp-nhi-2025': ['NHI4:2025', 'NHI5:2025'] }),
  remediation: (key) => [
    {
      text: 'Hold it to the services that it is for, and to its application: addresses of servers, sites, or apps.',
      command: `gcloud services api-keys update ${apiKeyName(key)} --api-target=service="$SERVICE" --allowed-ips="$ADDRESSES"`,
    },
    { text: 'Then look where it has been: a key that was in a page or an app is known, and has to be replaced.' },
  ],
  check(key, { view, now }) {
    const off = apiKeyOff(key, view)
    if (off) return off === 'off' ? undefined : off
    const { services, application, boundTo } = apiKeyFacts(key)
    const unread = [services, application].find(isUnknown)
    if (services !== null && application !== null)
      return unread === undefined ? pass : unknownBecause(becauseOf(unread), [apiKeyPermission])
    const message = services === null ? (application === null ? 'nothing' : 'services') : 'application'
    const models = modelsBehind(key, view)
    const account = valueOf(boundTo)
    const privileged = heldByPrivileged(key, view, now)
    return fail(message, {
      values: {
        ...apiKeyValues(key),
        services: enumerated(valueOf(services) ?? []) || 'what was not read',
        as: account === undefined ? '' : `, as ${account}`,
      },
      severity: severityOf({ open: services === null, models: models.length > 0, privileged }),
      evidence: apiKeyEvidence(key, `restrictions ${JSON.stringify({ services, application })}`),
      related: apiKeyRelated(key, view),
      data: { models, bound: account !== undefined, privileged, account: holderOf(key, view)?.nativeId ?? null },
    })
  },
})

interface Reach {
  readonly open: boolean
  readonly models: boolean
  readonly privileged: boolean
}

function severityOf({ open, models, privileged }: Reach): Severity {
  if (open) return models || privileged ? 'critical' : 'high'
  return models || privileged ? 'high' : 'medium'
}

const modelServices = ['generativelanguage.googleapis.com', 'aiplatform.googleapis.com']

/**
 * Models of Gemini that it opens. Of keys that nobody restricted the API takes only those that are bound to a service
 * account: https://ai.google.dev/gemini-api/docs/api-key
 */
function modelsBehind(key: Credential, view: View): readonly string[] {
  const { services, projectId, boundTo } = apiKeyFacts(key)
  if (services !== null) return (valueOf(services) ?? []).filter((service) => modelServices.includes(service))
  if (valueOf(boundTo) === undefined) return []
  const project = worldOf(view).container(`projects/${projectId}`)
  const resource = project && view.resource(project.id)
  const enabled = resource === undefined ? [] : (valueOf(containerFacts(resource).services) ?? [])
  return enabled.filter((service) => modelServices.includes(service))
}
