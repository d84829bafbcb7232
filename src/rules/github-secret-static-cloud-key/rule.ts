import { storedSecretFacts } from '../../analysis/effective/github-facts.ts'
import { namesIdentifier, relatedToSecret, workflowsUsing } from '../../analysis/effective/github-secrets.ts'
import type { Severity } from '../../model/index.ts'
import { becauseOf, isUnknown } from '../../model/index.ts'
import type { SecretGuess } from '../../model/facts/github.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { githubControls } from '../shared/github-controls.ts'
import { secretEvidence, secretPermission, secretValues } from '../shared/github-secrets.ts'
import { deleteSecret } from '../shared/github-steps.ts'

/** Vendors of models that take short-lived tokens of Actions, themselves or by the cloud that runs them. */
const federatedVendors = /openai|anthropic|claude|google|gemini|vertex|bedrock|amazon|azure|microsoft/i

const signIns = {
  aws: 'Give the workflow a role: aws-actions/configure-aws-credentials with role-to-assume, and a trust policy that names the repository and its environment.',
  azure:
    'Give the app a federated credential for the repository and its environment, and use azure/login with client-id, tenant-id and subscription-id.',
  gcp: 'Make a workload identity provider with a condition on the repository, and use google-github-actions/auth with workload_identity_provider.',
  ai: 'Where its vendor takes OIDC tokens, or a cloud runs the model under its own roles, use those; else a key of its own for this repository, with a limit on what it may spend.',
} as const

export const rule = defineRule({
  id: 'github-secret-static-cloud-key',
  title: 'Long-lived cloud key is stored as a secret',
  severity: 'high',
  provider: 'github',
  subject: 'resource',
  kinds: ['secret'],
  reads: ['github.organization-secrets', 'github.repository-secrets', 'github.environment-secrets'],
  messages: { static: 'Secret {secret} of {place} is a long-lived key of {vendor} by its name.' },
  frameworks: githubControls('long-lived-secret', { 'owasp-nhi-2025': ['NHI4:2025', 'NHI7:2025'] }),
  remediation: (secret) => {
    const { looksLike } = storedSecretFacts(secret)
    const provider = isUnknown(looksLike) || looksLike === null ? 'other' : looksLike.provider
    return [
      ...(provider === 'other' ? [] : [{ text: signIns[provider] }]),
      { text: 'Delete the key at its issuer once a run has signed in without it.' },
      deleteSecret(secret),
    ]
  },
  check(secret, { view }) {
    const { looksLike, store, level } = storedSecretFacts(secret)
    // The id of an access key is told together with its secret, which is the key.
    if (namesIdentifier(secret.name) || looksLike === null) return undefined
    if (isUnknown(looksLike)) return unknownBecause(becauseOf(looksLike), [secretPermission(secret)])
    if (looksLike.provider === 'other') return undefined
    if (!looksLike.longLived) return pass
    const used = workflowsUsing(secret, view)
    return fail('static', {
      values: { ...secretValues(secret), vendor: looksLike.vendor },
      severity: severityOf(looksLike),
      // The value is never seen: a name may say too much.
      confidence: 'possible',
      evidence: secretEvidence(secret, `the name of a long-lived key of ${looksLike.vendor}`),
      related: relatedToSecret(secret, view),
      data: { provider: looksLike.provider, vendor: looksLike.vendor, store, level, workflows: used.length },
    })
  },
})

function severityOf({ provider, vendor }: SecretGuess): Severity {
  if (provider !== 'ai') return 'high'
  return federatedVendors.test(vendor) ? 'medium' : 'low'
}
