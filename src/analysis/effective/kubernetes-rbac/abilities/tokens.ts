/** Tokens of service accounts, made or read. */
import type { Ability } from './types.ts'
import { core } from './types.ts'

const read = ['get', 'list', 'watch']
const secrets = 'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#listing-secrets'

export const tokens: readonly Ability[] = [
  {
    id: 'k8s-create-token',
    family: 'tokens',
    does: 'asks for tokens of service accounts',
    takes: [{ verbs: ['create'], on: [core('serviceaccounts/token')] }],
    gives: { kind: 'accounts', which: 'named' },
    source: 'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#token-request',
  },
  {
    id: 'k8s-read-token-secret',
    family: 'secrets',
    does: 'reads tokens of service accounts in Secrets',
    takes: [{ verbs: read, on: [core('secrets')] }],
    gives: { kind: 'accounts', which: 'with-token' },
    source: secrets,
  },
  {
    id: 'k8s-create-token-secret',
    family: 'secrets',
    does: 'makes a Secret that Kubernetes puts a token into, and reads it',
    takes: [
      { verbs: ['create'], on: [core('secrets')] },
      { verbs: read, on: [core('secrets')] },
    ],
    gives: { kind: 'accounts', which: 'any' },
    source: 'https://kubernetes.io/docs/concepts/configuration/secret/#serviceaccount-token-secrets',
  },
]
