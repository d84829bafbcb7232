/** Over the service account itself. */
import type { GcpMethod } from '../types.ts'

const credentials = 'https://cloud.google.com/iam/docs/service-account-permissions'
const at = 'service-account'

/** The permission that implicit delegation leads to. */
export const accessToken = 'iam.serviceAccounts.getAccessToken'
/** The right to hand another service account on: see gcp-reach, since what it gives is what that one gets. */
export const implicitDelegation = 'iam.serviceAccounts.implicitDelegation'
/** Alone it does nothing: something has to run as the service account. */
export const actAs = 'iam.serviceAccounts.actAs'

/** The managed constraint is the younger one. https://cloud.google.com/iam/docs/service-accounts-restrict */
const noNewKeys = ['iam.disableServiceAccountKeyCreation', 'iam.managed.disableServiceAccountKeyCreation'] as const
const noUploads = ['iam.disableServiceAccountKeyUpload', 'iam.managed.disableServiceAccountKeyUpload'] as const

export const impersonation: readonly GcpMethod[] = [
  {
    id: 'gcp-sa-get-access-token',
    at,
    all: [accessToken],
    gives: 'become',
    does: 'gets access tokens of',
    commands: ['gcloud auth print-access-token --impersonate-service-account'],
    source: credentials,
  },
  {
    // A JWT that an account signed for itself is exchanged for its access token, or taken by an API as it is.
    id: 'gcp-sa-sign-jwt',
    at,
    all: ['iam.serviceAccounts.signJwt'],
    gives: 'become',
    does: 'signs tokens in the name of',
    commands: ['gcloud iam service-accounts sign-jwt'],
    source: credentials,
  },
  {
    id: 'gcp-sa-sign-blob',
    at,
    all: ['iam.serviceAccounts.signBlob'],
    gives: 'become',
    does: 'signs what it likes, tokens among it, in the name of',
    commands: ['gcloud iam service-accounts sign-blob'],
    source: credentials,
  },
  {
    id: 'gcp-sa-create-key',
    at,
    all: ['iam.serviceAccountKeys.create'],
    closedBy: noNewKeys,
    gives: 'become',
    does: 'makes a key of',
    commands: ['gcloud iam service-accounts keys create'],
    source: 'https://cloud.google.com/iam/docs/keys-create-delete',
  },
  {
    id: 'gcp-sa-upload-key',
    at,
    all: ['iam.serviceAccountKeys.create'],
    closedBy: noUploads,
    gives: 'become',
    does: 'uploads a key of its own for',
    commands: ['gcloud iam service-accounts keys upload'],
    source: 'https://cloud.google.com/iam/docs/keys-upload',
  },
  {
    id: 'gcp-sa-set-policy',
    at,
    all: ['iam.serviceAccounts.setIamPolicy'],
    gives: 'become',
    does: 'gives itself the right to tokens of',
    commands: ['gcloud iam service-accounts add-iam-policy-binding'],
    source: 'https://cloud.google.com/iam/docs/manage-access-service-accounts',
  },
  {
    // An identity token opens what asks for identity alone: Cloud Run, IAP, pools that trust Google.
    id: 'gcp-sa-get-id-token',
    at,
    all: ['iam.serviceAccounts.getOpenIdToken'],
    gives: 'token',
    does: 'gets identity tokens of',
    commands: ['gcloud auth print-identity-token --impersonate-service-account'],
    source: credentials,
  },
  {
    id: 'gcp-sa-bind-api-key',
    at,
    all: ['iam.serviceAccountApiKeyBindings.create'],
    closedBy: ['iam.managed.disableServiceAccountApiKeyCreation'],
    gives: 'key',
    does: 'binds an API key to',
    commands: ['gcloud services api-keys create --service-account'],
    source: 'https://cloud.google.com/docs/authentication/api-keys',
  },
]
