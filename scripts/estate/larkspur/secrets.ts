/** Secrets and parameters. */
import type { AccountBuilder } from '../account.ts'

const west = 'eu-west-1'

export function plantSecrets(prod: AccountBuilder): void {
  const secret = (name: string, suffix: string, rest: object): string => {
    const arn = `arn:aws:secretsmanager:${west}:${prod.id}:secret:${name}-${suffix}`
    prod.region(west, 'secretsmanager', 'SecretList', {
      ARN: arn,
      Name: name,
      CreatedDate: '2025-06-01T08:30:00Z',
      LastChangedDate: '2026-10-20T08:30:00Z',
      LastAccessedDate: '2026-11-20T00:00:00Z',
      RotationEnabled: true,
      LastRotatedDate: '2026-10-20T08:30:00Z',
      RotationRules: { AutomaticallyAfterDays: 30 },
      SecretString: 'CANARYSECRETSTRING',
      ...rest,
    })
    return arn
  }
  const manual = { RotationEnabled: false, LastRotatedDate: undefined }
  prod.expect(
    'aws-secret-rotation-missing',
    secret('shop/payments', 'Ij56Kl', { ...manual, LastChangedDate: '2025-06-01T08:30:00Z' }),
    'medium',
  )
  secret('rds!db-7f', 'Mn78Op', { OwningService: 'rds', RotationEnabled: true })
  secret('shop/db', 'Ef34Gh', {})
  secret('shop/mail', 'Ab12Cd', {})
  prod.expect(
    'aws-secret-unused',
    secret('shop/old-carrier-api', 'Qr90St', { LastAccessedDate: '2026-06-11T00:00:00Z' }),
    'low',
  )
  const open = secret('shared/partner-token', 'Uv12Wx', {})
  prod.expect('aws-secret-external-access', open, 'high')
  const inside = secret('shared/tax-service', 'Yz34Ab', {})
  const allowed = (principal: unknown, condition?: object): string =>
    JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: principal,
          Action: 'secretsmanager:GetSecretValue',
          Resource: '*',
          ...(condition ? { Condition: condition } : {}),
        },
      ],
    })
  prod.regionRecord(
    west,
    'secretsmanager',
    'ResourcePolicies',
    open,
    allowed({ AWS: 'arn:aws:iam::333322221111:root' }),
  )
  prod.regionRecord(
    west,
    'secretsmanager',
    'ResourcePolicies',
    inside,
    allowed('*', { StringEquals: { 'aws:PrincipalOrgID': 'o-larkspur01' } }),
  )

  const parameter = (name: string, type: string): string => {
    const arn = `arn:aws:ssm:${west}:${prod.id}:parameter${name}`
    prod.region(west, 'ssm', 'Parameters', {
      Name: name,
      ARN: arn,
      Type: type,
      LastModifiedDate: '2026-08-01T08:30:00Z',
      Version: 3,
      Tier: 'Standard',
      DataType: 'text',
      ...(type === 'SecureString' ? { KeyId: 'alias/aws/ssm' } : {}),
    })
    return arn
  }
  prod.expect('aws-ssm-parameter-plaintext-secret', parameter('/shop/carrier/api_key', 'String'), 'high')
  parameter('/shop/npm-token', 'SecureString')
  parameter('/shop/password-policy/min-length', 'String')
  parameter('/shop/carrier/base-url', 'String')
}
