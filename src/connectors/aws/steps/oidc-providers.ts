import { unknown } from '../../../model/index.ts'
import type { OidcProviderFacts } from '../../../model/facts/aws.ts'
import { AbsentError, AccessError, VendorError } from '../../errors.ts'
import type { StepMeta } from '../../contract.ts'
import { idIn, instantOf } from '../map/place.ts'
import { provenNone } from '../budget.ts'
import { ask } from '../session.ts'
import { eachOf, placeOf, type AwsContext } from './place.ts'

export const oidcProvidersMeta = {
  id: 'oidc-providers',
  title: 'OpenID Connect providers',
  tier: 'core',
  scopes: ['account'],
  needs: ['iam:ListOpenIDConnectProviders', 'iam:GetOpenIDConnectProvider'],
  emits: ['oidc-providers'],
  after: ['account-summary'],
} as const satisfies StepMeta

export async function oidcProviders(context: AwsContext): Promise<void> {
  if (provenNone(context.session.facts, 'Providers'))
    return context.skip('The account summary counts no identity provider.')
  const { OpenIDConnectProviderList: listed } = await ask(
    context,
    'iam',
    'ListOpenIDConnectProviders',
    (iam, options) => iam.listOpenIDConnectProviders({}, options),
  )
  context.session.facts.oidcProviders = listed?.length ?? 0
  await eachOf(
    (listed ?? []).flatMap(({ Arn }) => Arn ?? []),
    (arn) => readProvider(context, arn),
  )
}

async function readProvider(context: AwsContext, arn: string): Promise<void> {
  try {
    const found = await ask(context, 'iam', 'GetOpenIDConnectProvider', (iam, options) =>
      iam.getOpenIDConnectProvider({ OpenIDConnectProviderArn: arn }, options),
    )
    emitProvider(context, arn, {
      url: withoutScheme(found.Url ?? urlOf(arn)),
      clientIds: (found.ClientIDList ?? []).toSorted(),
      createdAt: instantOf(found.CreateDate) ?? unknown('failed'),
    })
  } catch (error) {
    if (error instanceof AbsentError) return
    if (!(error instanceof AccessError || error instanceof VendorError)) throw error
    const permission = error instanceof AccessError ? { permission: error.permission } : {}
    context.gap({
      reason: error.reason,
      ...permission,
      detail: `The provider ${urlOf(arn)} was not read: ${error.message}`,
    })
    const unread = unknown(error.reason)
    emitProvider(context, arn, { url: urlOf(arn), clientIds: unread, createdAt: unread })
  }
}

function emitProvider(context: AwsContext, arn: string, facts: OidcProviderFacts): void {
  const place = placeOf(context)
  const id = idIn(place, 'iam:oidc-provider', arn)
  context.emit({
    type: 'resource',
    id,
    provider: 'aws',
    scope: place.scope,
    kind: 'iam:oidc-provider',
    nativeId: arn,
    name: facts.url,
    facts: { ...facts },
  })
}

function urlOf(arn: string): string {
  return arn.replace(/^.*?:oidc-provider\//, '')
}

function withoutScheme(url: string): string {
  return url.replace(/^https?:\/\//, '')
}
