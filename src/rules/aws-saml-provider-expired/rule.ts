import { z } from 'zod'
import { samlProviderFacts } from '../../analysis/effective/aws-facts.ts'
import { dayMilliseconds, dayOf, daysBetween, daysInWords } from '../../analysis/time.ts'
import { becauseOf, isUnknown } from '../../model/index.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { controls } from '../frameworks.ts'
import { read } from '../shared/evidence.ts'
import { word } from '../shared/aws-commands.ts'

export const rule = defineRule({
  id: 'aws-saml-provider-expired',
  title: 'Metadata of a SAML provider has expired or is about to',
  severity: 'medium',
  provider: 'aws',
  subject: 'resource',
  kinds: ['iam:saml-provider'],
  reads: ['aws.saml-providers'],
  options: z.strictObject({
    warnDays: z.int().nonnegative().default(30).describe('Days before the end at which to speak up.'),
  }),
  messages: {
    expired: 'SAML provider {provider} has metadata that expired on {day}.',
    expiring: 'SAML provider {provider} has metadata that expires on {day}, in {days}.',
  },
  frameworks: controls('loose-trust', { 'cis-aws-7.0.0': [], 'mitre-attack-19.1': ['T1606.002'] }),
  remediation: (provider) => [
    { text: "Download the identity provider's current metadata as metadata.xml." },
    {
      text: 'Replace the metadata; roles and sign-in go on without a break.',
      command: `aws iam update-saml-provider --saml-provider-arn ${word(provider.nativeId)} --saml-metadata-document file://metadata.xml`,
    },
  ],
  check(provider, { now, options }) {
    const { validUntil } = samlProviderFacts(provider)
    if (isUnknown(validUntil)) return unknownBecause(becauseOf(validUntil), ['iam:ListSAMLProviders'])
    if (validUntil === null) return pass
    const left = Date.parse(validUntil) - Date.parse(now)
    if (left > options.warnDays * dayMilliseconds) return pass
    const days = daysBetween(now, validUntil)
    const expired = left <= 0
    return fail(expired ? 'expired' : 'expiring', {
      values: { provider: provider.name, day: dayOf(validUntil), days: daysInWords(days) },
      evidence: read('iam:ListSAMLProviders', `ValidUntil ${validUntil}`),
      data: { validUntil: dayOf(validUntil) },
    })
  },
})
