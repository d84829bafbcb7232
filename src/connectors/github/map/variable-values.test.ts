import { expect, test } from 'vitest'
import { refersTo } from './variable-values.ts'

const client = '0b1f6471-1bf0-4dda-aec3-111122223333'

test.for([
  [
    'AWS_ROLE',
    'arn:aws:iam::111122223333:role/deploy',
    [{ type: 'aws-role', id: 'arn:aws:iam::111122223333:role/deploy' }],
  ],
  [
    'ROLES',
    '{"prod":"arn:aws:iam::111122223333:role/ci/prod","dev":"arn:aws-us-gov:iam::444455556666:role/dev"}',
    [
      { type: 'aws-role', id: 'arn:aws-us-gov:iam::444455556666:role/dev' },
      { type: 'aws-role', id: 'arn:aws:iam::111122223333:role/ci/prod' },
    ],
  ],
  ['AZURE_CLIENT_ID', client.toUpperCase(), [{ type: 'azure-client', id: client }]],
  ['AZURE_CLIENT_ID_PROD', client, [{ type: 'azure-client', id: client }]],
  ['AZURE_TENANT_ID', client, []],
  ['SOMETHING', client, []],
  [
    'GCP_SA',
    'deploy@acme-prod.iam.gserviceaccount.com',
    [{ type: 'gcp-service-account', id: 'deploy@acme-prod.iam.gserviceaccount.com' }],
  ],
  [
    'WIF_PROVIDER',
    'projects/123456789/locations/global/workloadIdentityPools/github/providers/acme',
    [{ type: 'gcp-provider', id: 'projects/123456789/locations/global/workloadIdentityPools/github/providers/acme' }],
  ],
  ['REGION', 'eu-west-1', []],
] as const)('%s = %s', ([name, value, expected]) => {
  expect(refersTo(name, value)).toEqual(expected)
})
