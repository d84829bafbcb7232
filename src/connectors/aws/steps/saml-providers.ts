import type { SamlProviderFacts } from '../../../model/facts/aws.ts'
import type { StepMeta } from '../../contract.ts'
import { idIn, instantOf } from '../map/place.ts'
import { provenNone, provenNoSaml } from '../budget.ts'
import { ask } from '../session.ts'
import { placeOf, type AwsContext } from './place.ts'

export const samlProvidersMeta = {
  id: 'saml-providers',
  title: 'SAML providers',
  tier: 'core',
  scopes: ['account'],
  needs: ['iam:ListSAMLProviders'],
  emits: ['saml-providers'],
  after: ['account-summary', 'oidc-providers'],
} as const satisfies StepMeta

export async function samlProviders(context: AwsContext): Promise<void> {
  if (provenNone(context.session.facts, 'Providers'))
    return context.skip('The account summary counts no identity provider.')
  if (provenNoSaml(context.session.facts))
    return context.skip('All identity providers that the account counts are OIDC.')
  const { SAMLProviderList } = await ask(context, 'iam', 'ListSAMLProviders', (iam, options) =>
    iam.listSAMLProviders({}, options),
  )
  const place = placeOf(context)
  for (const { Arn: arn, ValidUntil, CreateDate } of SAMLProviderList ?? []) {
    if (arn === undefined) continue
    const facts = {
      validUntil: instantOf(ValidUntil) ?? null,
      createdAt: instantOf(CreateDate) ?? null,
    } satisfies SamlProviderFacts
    const id = idIn(place, 'iam:saml-provider', arn)
    context.emit({
      type: 'resource',
      id,
      provider: 'aws',
      scope: place.scope,
      kind: 'iam:saml-provider',
      nativeId: arn,
      name: arn.split('/').at(-1) ?? arn,
      facts,
    })
  }
}
