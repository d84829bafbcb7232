import { expect, test } from 'vitest'
import { badRequest, projectFacts, recordsOf, runGcp } from '../../../../test/support/gcp-wire.ts'
import { gcpProjectNumber } from '../../../../test/support/gcp-place.ts'

const type = 'secretmanager.googleapis.com/Secret'
const number = gcpProjectNumber('acme-prod')
const secret = {
  name: `projects/${number}/secrets/db-password`,
  createTime: '2025-01-01T00:00:00Z',
  labels: { team: 'data' },
  rotation: { rotationPeriod: '7776000s', nextRotationTime: '2027-01-01T00:00:00Z' },
}
const told = {
  id: 'gcp:google:secret:projects/acme-prod/secrets/db-password',
  name: 'db-password',
  facts: {
    secretName: 'projects/acme-prod/secrets/db-password',
    projectId: 'acme-prod',
    rotation: '7776000s',
    expiresAt: null,
    createdAt: '2025-01-01T00:00:00Z',
    labels: { team: 'data' },
  },
}

test('a secret has the same id in either way of reading', async () => {
  const facts = projectFacts('acme-prod')
  const regional = {
    name: `projects/${number}/locations/europe-west1/secrets/token`,
    expireTime: '2027-01-01T00:00:00Z',
  }
  const whole = await runGcp(['secrets'], { facts, assetRows: { [type]: [secret, regional] } })
  expect(recordsOf(whole, 'resource')).toMatchObject([
    told,
    { name: 'token', facts: { rotation: null, expiresAt: '2027-01-01T00:00:00Z', projectId: 'acme-prod' } },
  ])
  const alone = await runGcp(['secrets'], {
    root: 'projects/acme-prod',
    assets: false,
    facts,
    at: { 'secretmanager /v1/projects/acme-prod/secrets': { secrets: [secret] } },
  })
  expect(recordsOf(alone, 'resource')).toMatchObject([told])
})

test('a type that Cloud Asset does not know is no empty list', async () => {
  const run = await runGcp(['secrets'], { assetRows: { [type]: badRequest() } })
  expect(run.gaps).toMatchObject([{ reason: 'unsupported' }])
})
