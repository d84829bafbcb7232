import { expect, test } from 'vitest'
import { factsOf, planeAccount, planeRole, recordsOf, runPlane, runsAs } from '../../../../test/support/aws-plane.ts'

const issuer = 'oidc.eks.eu-west-1.amazonaws.com/id/3F9A1C7E5B2D80463F9A1C7E5B2D8046'
const cluster = `arn:aws:eks:eu-west-1:${planeAccount}:cluster/main`

function association(id: string, rest: object = {}) {
  return {
    clusterName: 'main',
    namespace: 'orders',
    serviceAccount: `sa-${id}`,
    associationId: id,
    roleArn: planeRole('Orders'),
    associationArn: `arn:aws:eks:eu-west-1:${planeAccount}:podidentityassociation/main/${id}`,
    createdAt: '2026-01-01T00:00:00Z',
    tags: { env: 'prod' },
    ...rest,
  }
}

const account = {
  regionData: {
    'eu-west-1': {
      eks: {
        clusters: [
          {
            name: 'main',
            arn: cluster,
            roleArn: planeRole('EksCluster'),
            createdAt: '2025-01-01T00:00:00Z',
            version: '1.34',
            accessConfig: { authenticationMode: 'API' },
            identity: { oidc: { issuer: `https://${issuer}` } },
            tags: {},
          },
        ],
        podIdentityAssociations: [
          association('a-1'),
          association('a-2', { targetRoleArn: 'arn:aws:iam::444455556666:role/Far' }),
        ],
      },
    },
  },
}
const roles = { EksCluster: ['eks.amazonaws.com'], Orders: ['pods.eks.amazonaws.com'] }

test('clusters tell their token issuer, and pods the role that they are given', async () => {
  const plane = await runPlane({ account, roles, steps: ['eks-pod-identities'], pageSize: 1 })
  expect(plane.gaps).toEqual([])
  expect(factsOf(plane, 'eks:cluster', 'main')).toMatchObject({
    oidcIssuer: issuer,
    roleArn: planeRole('EksCluster'),
    createdAt: '2025-01-01T00:00:00Z',
    authenticationMode: 'API',
  })
  expect(factsOf(plane, 'eks:pod-identity-association', 'main/orders/sa-a-2')).toMatchObject({
    namespace: 'orders',
    serviceAccount: 'sa-a-2',
    roleArn: planeRole('Orders'),
    targetRoleArn: 'arn:aws:iam::444455556666:role/Far',
    disableSessionTags: false,
    tags: { env: 'prod' },
  })
  expect(runsAs(plane)).toHaveLength(3)
})

test('a refused association is there with its role unknown', async () => {
  const plane = await runPlane({
    account,
    roles,
    steps: ['eks-pod-identities'],
    faults: [{ kind: 'denied', operation: 'DescribePodIdentityAssociation' }],
  })
  expect(recordsOf(plane, 'eks:pod-identity-association')).toHaveLength(2)
  expect(factsOf(plane, 'eks:pod-identity-association', 'main/orders/sa-a-1')['roleArn']).toEqual({ unknown: 'denied' })
  expect(plane.gaps).toMatchObject([{ permission: 'eks:DescribePodIdentityAssociation' }])
})
