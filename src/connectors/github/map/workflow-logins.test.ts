import { describe, expect, test } from 'vitest'
import { parseWorkflow } from './workflow.ts'

const unresolved = { unknown: 'not-collected' }

function loginsOf(step: string, env = '{}') {
  const steps = step.replaceAll(/^/gm, '      ')
  const found = parseWorkflow(
    `on: push\nenv: ${env}\njobs:\n  one:\n    runs-on: ubuntu-latest\n    steps:\n${steps}\n`,
  )
  if ('flaw' in found) throw new Error(found.flaw)
  return found.jobs[0]!.cloudLogins.map(({ line: _line, ...login }) => login)
}

describe('AWS', () => {
  const by = 'aws-actions/configure-aws-credentials'
  const role = 'arn:aws:iam::111122223333:role/deploy'

  test('a role that is written out, in a variable of the file, or kept elsewhere', () => {
    expect(loginsOf(`- uses: ${by}@v4\n  with: {role-to-assume: "${role}"}`)).toEqual([
      { cloud: 'aws', by, with: 'oidc', identity: role },
    ])
    expect(
      loginsOf(
        `- uses: ${by}@v4\n  with: {role-to-assume: "arn:aws:iam::\${{ env.ACCOUNT }}:role/deploy"}`,
        '{ACCOUNT: "111122223333"}',
      ),
    ).toEqual([{ cloud: 'aws', by, with: 'oidc', identity: role }])
    expect(loginsOf(`- uses: ${by}@v4\n  with: {role-to-assume: "\${{ vars.role }}"}`)).toEqual([
      { cloud: 'aws', by, with: 'oidc', identity: unresolved, reference: 'vars.ROLE' },
    ])
    expect(
      loginsOf(`- uses: ${by}@v4\n  with: {role-to-assume: "\${{ env.ROLE }}"}`, '{ROLE: "${{ secrets.AWS_ROLE }}"}'),
    ).toEqual([{ cloud: 'aws', by, with: 'oidc', identity: unresolved, reference: 'secrets.AWS_ROLE' }])
  })

  test('keys last, with a role and without', () => {
    const keys = 'aws-access-key-id: "${{ secrets.KEY }}", aws-secret-access-key: "${{ secrets.SECRET }}"'
    expect(loginsOf(`- uses: ${by}@v4\n  with: {${keys}}`)).toEqual([
      { cloud: 'aws', by, with: 'static', identity: unresolved, reference: 'secrets.KEY' },
    ])
    expect(loginsOf(`- uses: ${by}@v4\n  with: {${keys}, role-to-assume: "${role}"}`)).toEqual([
      { cloud: 'aws', by, with: 'static', identity: role, reference: 'secrets.KEY' },
    ])
  })

  test('in variables and by command', () => {
    expect(loginsOf('- run: aws s3 ls', '{AWS_ACCESS_KEY_ID: "${{ secrets.KEY }}"}')).toEqual([
      { cloud: 'aws', by: 'env AWS_ACCESS_KEY_ID', with: 'static', identity: unresolved, reference: 'secrets.KEY' },
    ])
    expect(loginsOf('- run: aws configure set aws_access_key_id ${{ secrets.KEY }}')).toEqual([
      { cloud: 'aws', by: 'aws configure', with: 'static', identity: unresolved, reference: 'secrets.KEY' },
    ])
  })

  test('a secret in the wrong field is not kept', () => {
    const found = loginsOf(`- uses: ${by}@v4\n  with: {role-to-assume: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"}`)
    expect(found).toEqual([{ cloud: 'aws', by, with: 'oidc', identity: { unknown: 'failed' } }])
  })
})

test('Azure', () => {
  const by = 'azure/login'
  const id = '11111111-2222-3333-4444-555555555555'
  expect(loginsOf(`- uses: Azure/login@v2\n  with: {client-id: ${id}, tenant-id: x}`)).toEqual([
    { cloud: 'azure', by, with: 'oidc', identity: id },
  ])
  expect(loginsOf('- uses: azure/login@v2\n  with: {creds: "${{ secrets.AZURE_CREDENTIALS }}"}')).toEqual([
    { cloud: 'azure', by, with: 'static', identity: unresolved, reference: 'secrets.AZURE_CREDENTIALS' },
  ])
  expect(loginsOf('- run: az login --service-principal \\\n      -u x -p ${{ secrets.P }}')).toEqual([
    {
      cloud: 'azure',
      by: 'az login --service-principal',
      with: 'static',
      identity: unresolved,
      reference: 'secrets.P',
    },
  ])
})

test('Google Cloud', () => {
  const by = 'google-github-actions/auth'
  const provider = 'projects/1/locations/global/workloadIdentityPools/p/providers/github'
  const account = 'ci@acme.iam.gserviceaccount.com'
  expect(
    loginsOf(`- uses: ${by}@v2\n  with: {workload_identity_provider: ${provider}, service_account: ${account}}`),
  ).toEqual([{ cloud: 'gcp', by, with: 'oidc', identity: account }])
  expect(loginsOf(`- uses: ${by}@v2\n  with: {workload_identity_provider: ${provider}}`)).toEqual([
    { cloud: 'gcp', by, with: 'oidc', identity: provider },
  ])
  expect(loginsOf(`- uses: ${by}@v2\n  with: {credentials_json: "\${{ secrets.GCP }}"}`)).toEqual([
    { cloud: 'gcp', by, with: 'static', identity: unresolved, reference: 'secrets.GCP' },
  ])
  expect(loginsOf('- run: gcloud auth activate-service-account --key-file=k.json')).toEqual([
    { cloud: 'gcp', by: 'gcloud auth activate-service-account', with: 'static', identity: unresolved },
  ])
})
