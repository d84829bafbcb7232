import type { ApiServiceFacts, WebhookFacts } from '../../../model/facts/kubernetes.ts'
import type { StepMeta } from '../../contract.ts'
import { attempt } from '../../shared/attempt.ts'
import { idOf, placeOf } from '../place.ts'
import type { KubernetesContext } from '../place.ts'
import { listOf } from '../read.ts'
import { listApiServices, listMutatingWebhooks, listValidatingWebhooks } from '../routes/further.ts'
import type { WebhookConfiguration } from '../routes/further.ts'

export const webhooksMeta = {
  id: 'webhooks',
  title: 'Webhooks that see what is written, and APIs that others answer',
  tier: 'creds',
  scopes: ['cluster'],
  needs: [listMutatingWebhooks.permission, listValidatingWebhooks.permission, listApiServices.permission],
  emits: ['webhooks'],
} as const satisfies StepMeta

export async function webhooks(context: KubernetesContext): Promise<void> {
  await attempt(context, 'Mutating webhooks', async () => {
    for await (const answer of listOf(context, listMutatingWebhooks)) emitAll(context, 'mutating', answer)
  })
  await attempt(context, 'Validating webhooks', async () => {
    for await (const answer of listOf(context, listValidatingWebhooks)) emitAll(context, 'validating', answer)
  })
  await attempt(context, 'APIs of others', () => apiServices(context))
}

function emitAll(context: KubernetesContext, type: WebhookFacts['type'], answer: WebhookConfiguration): void {
  for (const { name, clientConfig, failurePolicy, rules } of answer.webhooks ?? []) {
    const configuration = answer.metadata.name
    const nativeId = `${configuration}/${name}`
    const { url, service } = clientConfig
    const facts = {
      type,
      configuration,
      // The rest of an address may hold a token.
      host: url != null && URL.canParse(url) ? new URL(url).host : null,
      service: service == null ? null : `${service.namespace}/${service.name}`,
      failurePolicy: failurePolicy ?? null,
      resources: [...new Set((rules ?? []).flatMap(({ resources }) => resources))].toSorted(),
    } satisfies WebhookFacts
    const id = idOf(context, 'webhook', `${type}/${nativeId}`)
    context.emit({ type: 'resource', id, ...placeOf(context), kind: 'webhook', nativeId, name, facts })
  }
}

async function apiServices(context: KubernetesContext): Promise<void> {
  for await (const { metadata, spec } of listOf(context, listApiServices)) {
    // Without a service the API server answers itself.
    if (spec.service?.name === undefined) continue
    const { name } = metadata
    const facts = {
      group: spec.group ?? '',
      service: `${spec.service.namespace ?? ''}/${spec.service.name}`,
      insecure: spec.insecureSkipTLSVerify ?? false,
    } satisfies ApiServiceFacts
    const id = idOf(context, 'api-service', name)
    context.emit({ type: 'resource', id, ...placeOf(context), kind: 'api-service', nativeId: name, name, facts })
  }
}
