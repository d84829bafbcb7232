/** Over policies, roles and pools: what decides who may do anything. */
import type { GcpMethod } from '../types.ts'

const custom = 'https://cloud.google.com/iam/docs/roles-permissions/iam'

export const policies: readonly GcpMethod[] = [
  {
    id: 'gcp-set-organization-policy',
    at: 'container',
    all: ['resourcemanager.organizations.setIamPolicy'],
    gives: 'policy',
    does: 'gives any role over the organization',
    commands: ['gcloud organizations add-iam-policy-binding'],
    source: 'https://cloud.google.com/iam/docs/granting-changing-revoking-access',
  },
  {
    id: 'gcp-set-folder-policy',
    at: 'container',
    all: ['resourcemanager.folders.setIamPolicy'],
    gives: 'policy',
    does: 'gives any role over a folder',
    commands: ['gcloud resource-manager folders add-iam-policy-binding'],
    source: 'https://cloud.google.com/iam/docs/granting-changing-revoking-access',
  },
  {
    id: 'gcp-set-project-policy',
    at: 'container',
    all: ['resourcemanager.projects.setIamPolicy'],
    gives: 'policy',
    does: 'gives any role over a project',
    commands: ['gcloud projects add-iam-policy-binding'],
    source: 'https://cloud.google.com/iam/docs/granting-changing-revoking-access',
  },
  {
    id: 'gcp-update-role',
    at: 'container',
    all: ['iam.roles.update'],
    gives: 'role',
    does: 'adds permissions to a custom role that it holds',
    commands: ['gcloud iam roles update --add-permissions'],
    source: custom,
  },
  {
    id: 'gcp-pool-provider',
    at: 'pool',
    all: [],
    oneOf: [
      'iam.googleapis.com/workloadIdentityPoolProviders.create',
      'iam.googleapis.com/workloadIdentityPoolProviders.update',
    ],
    gives: 'become',
    does: 'lets an issuer of its own into a pool whose principals become',
    commands: ['gcloud iam workload-identity-pools providers create-oidc'],
    source: 'https://cloud.google.com/iam/docs/manage-workload-identity-pools-providers',
  },
]
