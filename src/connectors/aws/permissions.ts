/** The least that Muster has to be allowed, made from what the steps declare. */
import type { StepMeta } from '../contract.ts'

/** Operations that hand out secrets; none is ever called, and a broader policy beside this one shall not allow them. */
const neverAllowed = [
  'bedrock-agentcore:GetResourceApiKey',
  'bedrock-agentcore:GetResourceOauth2Token',
  'bedrock-agentcore:GetWorkloadAccessToken',
  'bedrock-agentcore:GetWorkloadAccessTokenForJWT',
  'bedrock-agentcore:GetWorkloadAccessTokenForUserId',
  'kms:Decrypt',
  'lambda:GetFunction',
  'secretsmanager:BatchGetSecretValue',
  'secretsmanager:GetSecretValue',
  'ssm:GetParameter',
  'ssm:GetParameterHistory',
  'ssm:GetParameters',
  'ssm:GetParametersByPath',
  'sts:GetWebIdentityToken',
]

interface Statement {
  readonly Sid: string
  readonly Effect: 'Allow' | 'Deny'
  readonly Action: readonly string[]
  readonly Resource: '*'
}

function neededBy(steps: readonly StepMeta[]): readonly string[] {
  return [...new Set(steps.flatMap(({ needs }) => needs))].toSorted()
}

function statementsFor(steps: readonly StepMeta[]): readonly Statement[] {
  // Everyone may ask who they are; the policy language has no use for it.
  const needs = neededBy(steps).filter((need) => need !== 'sts:GetCallerIdentity')
  const groups = Map.groupBy(needs, sidOf)
  const allowed = [...groups].map(([Sid, Action]): Statement => ({ Sid, Effect: 'Allow', Action, Resource: '*' }))
  return [...allowed, { Sid: 'NeverSecrets', Effect: 'Deny', Action: neverAllowed, Resource: '*' }]
}

function sidOf(permission: string): string {
  const prefix = permission.split(':')[0] ?? ''
  if (prefix === 'iam') return 'Identities'
  if (prefix === 'organizations') return 'Organization'
  if (/^(bedrock|bedrock-agentcore|sagemaker)$/.test(prefix)) return 'ModelsAndAgents'
  if (/^(secretsmanager|ssm|rolesanywhere|access-analyzer|cloudtrail)$/.test(prefix)) return 'RegionalServices'
  return 'Workloads'
}

function native(steps: readonly StepMeta[]): string {
  return `${JSON.stringify({ Version: '2012-10-17', Statement: statementsFor(steps) }, null, 2)}\n`
}

function list(steps: readonly StepMeta[]): string {
  return `${neededBy(steps).join('\n')}\n`
}

function terraform(steps: readonly StepMeta[]): string {
  const policy = native(steps).trimEnd().split('\n').join('\n  ')
  return `variable "muster_principal_arn" {
  type        = string
  description = "The principal that runs Muster."
}

variable "muster_external_id" {
  type      = string
  sensitive = true
}

resource "aws_iam_policy" "muster_read_only" {
  name   = "MusterReadOnly"
  policy = <<-JSON
  ${policy}
  JSON
}

resource "aws_iam_role" "muster_read_only" {
  name = "MusterReadOnly"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { AWS = var.muster_principal_arn }
      Condition = { StringEquals = { "sts:ExternalId" = var.muster_external_id } }
    }]
  })
}

resource "aws_iam_role_policy_attachment" "muster_read_only" {
  role       = aws_iam_role.muster_read_only.name
  policy_arn = aws_iam_policy.muster_read_only.arn
}
`
}

export const permissions = { native, terraform, list }
