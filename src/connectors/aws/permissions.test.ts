import { expect, test } from 'vitest'
import { connector } from './index.ts'

const steps = connector.meta.steps

interface Statement {
  readonly Effect: string
  readonly Action: readonly string[]
}

test('the policy allows what the steps need, and never what hands out secrets', () => {
  const policy = JSON.parse(connector.permissions.native(steps)) as { readonly Statement: readonly Statement[] }
  const actions = (effect: string) =>
    policy.Statement.filter(({ Effect }) => Effect === effect).flatMap(({ Action }) => Action)
  const needs = [...new Set(steps.flatMap((step) => step.needs))].filter((need) => need !== 'sts:GetCallerIdentity')
  expect(actions('Allow').toSorted()).toEqual(needs.toSorted())
  expect(actions('Deny')).toEqual(
    expect.arrayContaining(['secretsmanager:GetSecretValue', 'ssm:GetParameter', 'kms:Decrypt']),
  )
  expect(actions('Allow').filter((action) => actions('Deny').includes(action))).toEqual([])
})

test('it fits into one managed policy', () => {
  const compact = JSON.stringify(JSON.parse(connector.permissions.native(steps)))
  expect(compact.length).toBeLessThanOrEqual(6144)
})

test('the list has one permission a line', () => {
  const lines = connector.permissions.list(steps).trimEnd().split('\n')
  expect(lines).toContain('iam:GetCredentialReport')
  expect(lines).toEqual([...new Set(lines)].toSorted())
})

test('the Terraform page has the policy, and a role that asks for an external id', () => {
  const text = connector.permissions.terraform(steps)
  expect(text).toContain('resource "aws_iam_role" "muster_read_only"')
  expect(text).toContain('"sts:ExternalId" = var.muster_external_id')
  expect(text).toContain('iam:GetAccountAuthorizationDetails')
})
