import { describe, expect, test } from 'vitest'
import { configFacts, isSecretName, normalName, secretShape, withoutSecrets } from './secret-shapes.ts'

const alphabets = {
  mixed: 'qT7vB2mZ9xKp4RdL8wNs3YcJ6hFg5QaU1eWi0oVt',
  hex: '3f9a1c7e5b2d8046',
  lower: 'q7m2x9k4r8w3y6h5a1e0v',
} as const

/** Looks random, is the same every time, and is nobody's secret. */
function noise(length: number, alphabet: keyof typeof alphabets = 'mixed'): string {
  const letters = alphabets[alphabet]
  let state = 7
  let text = ''
  while (text.length < length) {
    state = (state * 1103515245 + 12345) % 2147483648
    text += letters[(state >> 8) % letters.length]
  }
  return text
}

function jwt(claims: object): string {
  return ['eyJhbGciOiJIUzI1NiJ9', Buffer.from(JSON.stringify(claims)).toString('base64url'), noise(43)].join('.')
}

describe('formats', () => {
  test.each([
    ['anthropic-api-key', `sk-ant-api03-${noise(93)}AA`],
    ['anthropic-admin-key', `sk-ant-admin01-${noise(93)}AA`],
    ['openai-api-key', `sk-proj-${noise(64)}T3BlbkFJ${noise(64)}`],
    ['openai-api-key', `sk-${noise(20)}T3BlbkFJ${noise(20)}`],
    ['openai-admin-key', `sk-admin-${noise(58)}T3BlbkFJ${noise(58)}`],
    ['openrouter-api-key', `sk-or-v1-${noise(64, 'hex')}`],
    ['bedrock-api-key', `ABSK${noise(128)}`],
    ['google-api-key', `AIza${noise(35)}`],
    ['hugging-face-token', `hf_${noise(34)}`],
    ['groq-api-key', `gsk_${noise(52)}`],
    ['github-token', `ghp_${noise(36)}`],
    ['github-token', `github_pat_${noise(22)}_${noise(59)}`],
    ['gitlab-token', `glpat-${noise(20)}`],
    ['slack-token', `xoxb-${noise(12, 'hex')}-${noise(24)}`],
    ['slack-webhook-url', `https://hooks.slack.com/services/T${noise(9)}/B${noise(9)}/${noise(24)}`],
    ['stripe-secret-key', `sk_live_${noise(24)}`],
    ['databricks-token', `dapi${noise(32, 'hex')}`],
    ['vault-token', `hvs.${noise(90)}`],
    ['azure-client-secret', `abc8Q~${noise(34)}`],
    ['npm-token', `npm_${noise(36)}`],
    ['sendgrid-api-key', `SG.${noise(22)}.${noise(43)}`],
    ['private-key', `-----BEGIN RSA PRIVATE KEY-----\n${noise(64)}\n-----END RSA PRIVATE KEY-----`],
    ['connection-string', `postgres://orders:${noise(14)}@db.internal:5432/orders`],
    ['connection-string', `redis://:${noise(20)}@cache.internal:6379/0`],
    ['connection-string', `Server=db.internal;Database=orders;User Id=app;Password=${noise(16)};Encrypt=true`],
    ['aws-access-key', `aws configure set aws_secret_access_key ${noise(40)}`],
    ['azure-storage-key', `DefaultEndpointsProtocol=https;AccountName=a;AccountKey=${noise(86)}==`],
  ])('%s', (looksLike, value) => {
    expect(secretShape('SETTING', value)).toEqual({ looksLike, by: 'value' })
    expect(secretShape('COMMAND', `run --with '${value}' now`)?.looksLike).toBe(looksLike)
  })

  test('a format that fits much else counts only under its name', () => {
    const secret = noise(40)
    expect(secretShape('AWS_SECRET_ACCESS_KEY', secret)).toEqual({ looksLike: 'aws-access-key', by: 'value' })
    expect(secretShape('GIT_COMMIT', noise(40, 'hex'))).toBeUndefined()
    expect(secretShape('RELEASE', secret)).toBeUndefined()
    expect(secretShape('DEEPSEEK_API_KEY', `sk-${noise(32, 'lower')}`)?.looksLike).toBe('deepseek-api-key')
  })

  test('sign-in with a password in the header, wherever it stands', () => {
    const header = `Basic ${Buffer.from(`svc:${noise(12)}`).toString('base64')}`
    expect(secretShape('HEADER', header)).toEqual({ looksLike: 'basic-authorization', by: 'value' })
    expect(secretShape('HEADER', `Basic ${Buffer.from('svc:').toString('base64')}`)).toBeUndefined()
  })

  test('signed tokens, but not those made for browsers', () => {
    expect(secretShape('CI_SESSION', jwt({ sub: 'deploy', iss: 'acme' }))?.looksLike).toBe('json-web-token')
    expect(secretShape('SUPABASE_KEY', jwt({ role: 'anon', iss: 'supabase' }))).toBeUndefined()
  })
})

describe('names', () => {
  test.each([
    ['DB_PASSWORD', 'Winter-2024!', 'named-secret'],
    ['dbPassword', 'tr0ub4dor&3', 'named-secret'],
    ['STRIPE_WEBHOOK_SECRET', noise(32), 'named-secret'],
    ['apiKey', noise(32, 'hex'), 'named-secret'],
    ['PROD_MISTRAL_API_KEY_2', noise(32), 'mistral-api-key'],
    ['DD_API_KEY', noise(32, 'hex'), 'datadog-api-key'],
    ['--auth_token', noise(24), 'named-secret'],
    ['REDIS_AUTH', noise(16), 'named-secret'],
    ['ALGOLIA_ADMIN_KEY', noise(32, 'hex'), 'named-secret'],
    ['MYSQL_PWD', 'hunter2hunter2', 'named-secret'],
    ['COOKIE_SECRET', `${noise(20)}==`, 'named-secret'],
    ['Authorization', `Bearer ${noise(40)}`, 'named-secret'],
    ['CLIENT_SECRET', '0b9c7f1e-52d1-4c7a-9a3e-6f1d2e8b4c5a', 'named-secret'],
  ])('%s', (name, value, looksLike) => {
    expect(secretShape(name, value)).toEqual({ looksLike, by: 'name' })
  })

  test('are read whatever their spelling', () => {
    expect(['dbPassword', 'db-password', 'db.password', 'DB__PASSWORD'].map(normalName)).toEqual(
      Array.from({ length: 4 }, () => 'DB_PASSWORD'),
    )
    expect(isSecretName('/prod/orders/db-password')).toBe(true)
    expect(isSecretName('/prod/orders/db-password-arn')).toBe(false)
    expect(isSecretName('/prod/orders/max-tokens')).toBe(false)
    expect(isSecretName('/prod/compass/heading')).toBe(false)
    expect(isSecretName('/prod/keyboard-layout')).toBe(false)
  })
})

describe('settings that only look like secrets', () => {
  test.each([
    ['DB_PASSWORD', ''],
    ['DB_PASSWORD', 'changeme'],
    ['DB_PASSWORD', 'change-me-please1'],
    ['DB_PASSWORD', 'xxxxxxxxxxxx'],
    ['DB_PASSWORD', '<your-password-here>'],
    ['DB_PASSWORD', '********'],
    ['DB_PASSWORD', '${DB_PASSWORD}'],
    ['DB_PASSWORD', '$(cat /run/secrets/db)'],
    ['DB_PASSWORD', 'password123'],
    ['DB_PASSWORD', 'true'],
    ['DB_PASSWORD', '1234567890'],
    ['DB_PASSWORD', 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:orders-AbCdEf'],
    ['DB_PASSWORD', 'arn:aws-cn:ssm:cn-north-1:111122223333:parameter/orders/db'],
    ['DB_PASSWORD', '{{resolve:secretsmanager:orders:SecretString:password}}'],
    ['DB_PASSWORD', 'prod/orders-db/password-v2'],
    ['DB_PASSWORD', '/prod/orders/db/password'],
    ['DB_PASSWORD', 'vault:secret/data/orders#password'],
    ['DB_PASSWORD', 'op://prod/orders/password'],
    ['DB_PASSWORD_FILE', '/run/secrets/db_password1'],
    ['DB_PASSWORD_SECRET_NAME', 'orders-db-credentials-7f3a9c1e'],
    ['DB_PASSWORD_HASH', '$2b$12$eImiTXuWVxfM37uY4JANjQeImiTXuWVxfM37uY4JANjQ12345678'],
    ['DB_URL', 'postgres://orders@db.internal:5432/orders'],
    ['DB_URL', 'postgres://orders:${DB_PASSWORD}@db.internal:5432/orders'],
    ['DB_URL', 'postgres://postgres:postgres@localhost:5432/dev'],
    ['DB_URL', 'https://api.example.com:8443/v1/tokens'],
    ['SENTRY_DSN', 'https://0123456789abcdef0123456789abcdef@o1.ingest.sentry.io/42'],
    ['SECRET_NAME', 'orders/database'],
    ['SECRET_ARN', 'orders-3f9a1c7e5b2d80463f9a'],
    ['TOKEN_URL', 'https://login.acme.example/oauth2/token'],
    ['TOKEN_TTL', '3600'],
    ['MAX_TOKENS', '4096'],
    ['MAX_OUTPUT_TOKENS', '128000'],
    ['TOKENIZER', 'cl100k_base'],
    ['TOKEN_TYPE', 'urn:ietf:params:oauth:token-type:jwt'],
    ['CLIENT_ID', '0b9c7f1e-52d1-4c7a-9a3e-6f1d2e8b4c5a'],
    ['AWS_ACCESS_KEY_ID', 'AKIAQ7M2X5K4R3W3Y6H5'],
    ['AWS_SECRET_ACCESS_KEY', 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY'],
    ['AWS_LAMBDA_EXEC_WRAPPER', '/opt/otel-instrument-handler'],
    ['PARTITION_KEY', 'tenantId#orderId#2024'],
    ['SORT_KEY', 'createdAtIsoTimestampV2'],
    ['PUBLIC_KEY', noise(64)],
    ['JWT_PUBLIC_KEY', `-----BEGIN PUBLIC KEY-----\n${noise(64)}\n-----END PUBLIC KEY-----`],
    ['STRIPE_PUBLISHABLE_KEY', `pk_live_${noise(24)}`],
    ['LANGFUSE_PUBLIC_KEY', 'pk-lf-0b9c7f1e-52d1-4c7a-9a3e-6f1d2e8b4c5a'],
    ['KMS_KEY_ID', '0b9c7f1e-52d1-4c7a-9a3e-6f1d2e8b4c5a'],
    ['ENCRYPTED_TOKEN', `AQICAHh${noise(120)}`],
    ['API_KEY', 'your-api-key-goes-here-1234'],
    ['API_KEY', 'sk-ant-api03-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx'],
    ['API_KEY_HEADER', 'X-Acme-Api-Key-2024a'],
    ['GITHUB_TOKEN_SCOPE', 'repo:read,packages:write'],
    ['SECRETS_EXTENSION_HTTP_PORT', '2773'],
    ['PASSWORD_POLICY', 'min12-upper1-digit1'],
    ['PASSWORD_MIN_LENGTH', '14'],
    ['AUTHORIZATION_ENDPOINT', 'https://login.acme.example/authorize'],
    ['PATH', '/usr/local/bin:/usr/bin:/bin'],
    ['IMAGE', '111122223333.dkr.ecr.eu-west-1.amazonaws.com/orders@sha256:3f9a1c7e5b2d80463f9a1c7e5b2d8046'],
    ['GIT_SHA', noise(40, 'hex')],
    ['NODE_OPTIONS', '--enable-source-maps --max-old-space-size=512'],
    ['REQUEST_ID', noise(32, 'hex')],
    ['COMPASS_HEADING', 'north-by-northwest-270'],
    ['MONKEY', 'capuchin-and-tamarin-77'],
    ['CREDENTIALS_PROVIDER', 'com.amazonaws.auth.DefaultAWSCredentialsProviderChain'],
    ['DB_SECRET', 'orders-prod-DBSecret-1A2B3C4D5E6F'],
    ['DB_SECRET', 'prod/my-app/secret-AbCdEf'],
    ['DB_CREDENTIALS', 'rds!cluster-7f3a9c1e-5b2d-4d80-9f46-3f9a1c7e5b2d'],
    ['ENCRYPTION_KEY', 'alias/prod-encryption-2024b'],
    ['ENCRYPTION_KEY', 'mrk-1234abcd12ab34cd56ef1234567890ab'],
    ['TOKENS_TABLE', 'auth-TokensTable-1A2B3C4D5E6F'],
    ['PASSWORD_RESET_TEMPLATE', 'd-1a2b3c4d5e6f7890abcdef1234567890'],
    ['FORGOT_PASSWORD_LAMBDA', 'auth-ForgotPasswordFn-1A2B3C4D5E6F'],
    ['CREDENTIAL_SOURCE', 'Ec2InstanceMetadata'],
    ['CONTRACT_TOKEN', '0xA0b86991c6218b36c1d19D4a2e9Eb0cE3606eB48'],
    ['STRIPE_PRICE_TOKEN', 'price_1MowQVLkdIwHu7ixraBm864M'],
    ['MAPBOX_PUBLIC_TOKEN', `pk.${noise(20)}.${noise(22)}`],
    ['States.Pay.Parameters.IdempotencyToken', 'a8098c1a-f86e-11da-bd1a-00112444be1e'],
    ['States.Wait.Parameters.TaskToken.$', '$$.Task.Token'],
    ['SQLALCHEMY_URL', 'postgresql://app:%(password)s@db/orders'],
    ['CONNECTION', 'Server=db;User Id=app;Password={password};'],
    ['API_KEY', 'test-api-key-123456789'],
    ['API_KEY', 'abcd1234abcd1234abcd1234'],
    ['DESCRIPTION', 'Reads the token from Secrets Manager and refreshes the password every 30 days'],
  ])('%s=%s', (name, value) => {
    expect(secretShape(name, value)).toBeUndefined()
  })
})

describe('a configuration', () => {
  const canary = `CANARY${noise(26)}`

  test('keeps what its secrets look like and the ids of keys, nothing else', () => {
    const facts = configFacts(
      Object.entries({
        AWS_ACCESS_KEY_ID: 'AKIAQ7M2X5K4R3W3Y6H5',
        SERVICE_TOKEN: canary,
        LOG_LEVEL: 'debug',
        SETTINGS: JSON.stringify({ db: { password: `${canary}!` }, retries: 3, list: [{ url: 'https://a.example' }] }),
      }),
      (value) => `hmac-of-${value.length}`,
    )
    expect(facts).toEqual({
      configSecrets: [
        { name: 'SERVICE_TOKEN', looksLike: 'named-secret', by: 'name', fingerprint: 'hmac-of-32' },
        { name: 'SETTINGS.db.password', looksLike: 'named-secret', by: 'name', fingerprint: 'hmac-of-33' },
      ],
      accessKeyIds: ['AKIAQ7M2X5K4R3W3Y6H5'],
    })
    expect(JSON.stringify(facts)).not.toContain('CANARY')
  })

  test('the same secret has the same fingerprint wherever it stands', () => {
    const key = `sk_live_${noise(30)}`
    const { configSecrets } = configFacts(
      [
        ['A', key],
        ['B', `Bearer ${key}`],
      ],
      (value) => value.toUpperCase(),
    )
    expect(configSecrets[0]?.fingerprint).toBe(configSecrets[1]?.fingerprint)
  })

  test('hostile nesting and long values end', () => {
    const deep = `${'['.repeat(5000)}${']'.repeat(5000)}`
    expect(
      configFacts(
        [
          ['DEEP', deep],
          ['LONG_TOKEN', '-----BEGIN '.repeat(20_000)],
        ],
        String,
      ).configSecrets,
    ).toEqual([])
  })
})

describe('words without secrets', () => {
  test.each([
    [`The key sk-proj-${noise(64)}T3BlbkFJ${noise(64)} is wrong.`, 'The key [secret] is wrong.'],
    [`Secret abc8Q~${noise(34)} has expired.`, 'Secret [secret] has expired.'],
    [`Token ${jwt({ sub: 'a' })} was not taken.`, 'Token [secret] was not taken.'],
    [`authorization: Bearer ${noise(30)}`, 'authorization: Bearer [secret]'],
    [`https://a.example/?sv=2024&sig=${noise(30)}&se=1`, 'https://a.example/?sv=2024&sig=[secret]&se=1'],
    [
      'The client 00000000-0000-4000-8000-000000000000 may not do Microsoft.KeyVault/vaults/read over /subscriptions/x.',
      'The client 00000000-0000-4000-8000-000000000000 may not do Microsoft.KeyVault/vaults/read over /subscriptions/x.',
    ],
  ])('%s', (text, left) => {
    expect(withoutSecrets(text)).toBe(left)
  })
})
