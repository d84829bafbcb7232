/**
 * What credentials look like, as data. `pattern` finds the secret itself, inside a longer text as well.
 * Ids (AKIA…), publishable keys (pk_live_, pk-lf-) and hashes are no secrets and are not listed.
 */
export interface SecretFormat {
  readonly looksLike: string
  readonly pattern: RegExp
  /** Only together with such a name: the format alone would fit too much else. Normalised as `normalName` does. */
  readonly named?: RegExp
  readonly source: string
}

const gitleaks = 'https://github.com/gitleaks/gitleaks/blob/master/config/gitleaks.toml'
const trufflehog = 'https://github.com/trufflesecurity/trufflehog/tree/main/pkg/detectors'
const gitlabDocs = 'https://docs.gitlab.com/security/tokens/#token-prefixes'
const githubDocs =
  'https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/about-authentication-to-github'

/** A token that stands free: not a piece of a longer word. */
function free(body: string): RegExp {
  return new RegExp(`(?<![A-Za-z0-9_-])(?:${body})(?![A-Za-z0-9_])`)
}

export const secretFormats: readonly SecretFormat[] = [
  {
    looksLike: 'private-key',
    pattern: /-----BEGIN (?:[A-Z0-9]+ ){0,3}PRIVATE KEY(?: BLOCK)?-----[A-Za-z0-9+/=\\\s:,-]{32,}/,
    source: 'RFC 7468',
  },
  { looksLike: 'anthropic-admin-key', pattern: free('sk-ant-admin\\d{2}-[\\w-]{40,}'), source: gitleaks },
  { looksLike: 'anthropic-oauth-token', pattern: free('sk-ant-oat\\d{2}-[\\w-]{40,}'), source: trufflehog },
  { looksLike: 'anthropic-api-key', pattern: free('sk-ant-api\\d{2}-[\\w-]{40,}'), source: gitleaks },
  { looksLike: 'openrouter-api-key', pattern: free('sk-or-v1-[0-9a-f]{64}'), source: trufflehog },
  { looksLike: 'openai-admin-key', pattern: free('sk-admin-[\\w-]{20,}T3BlbkFJ[\\w-]{20,}'), source: gitleaks },
  {
    looksLike: 'openai-api-key',
    pattern: free('sk-(?:(?:proj|svcacct|service)-[\\w-]{20,}|[A-Za-z0-9]{20})T3BlbkFJ[\\w-]{20,}'),
    source: gitleaks,
  },
  {
    looksLike: 'openai-api-key',
    pattern: free('sk-(?:proj|svcacct|service|admin)-[\\w-]{40,}'),
    named: /OPENAI/,
    source: gitleaks,
  },
  { looksLike: 'deepseek-api-key', pattern: free('sk-[0-9a-z]{32}'), named: /DEEPSEEK/, source: trufflehog },
  { looksLike: 'bedrock-api-key', pattern: free('ABSK[A-Za-z0-9+/]{100,}={0,2}'), source: gitleaks },
  {
    looksLike: 'bedrock-api-key',
    pattern: free('bedrock-api-key-YmVkcm9jay5hbWF6b25hd3MuY29t[A-Za-z0-9+/=]+'),
    source: gitleaks,
  },
  { looksLike: 'google-api-key', pattern: free('AIza[\\w-]{35}'), source: gitleaks },
  { looksLike: 'google-access-token', pattern: free('ya29\\.[\\w-]{20,}'), source: trufflehog },
  { looksLike: 'google-refresh-token', pattern: free('1//0[\\w-]{40,}'), source: trufflehog },
  { looksLike: 'google-client-secret', pattern: free('GOCSPX-[\\w-]{28}'), source: trufflehog },
  { looksLike: 'hugging-face-token', pattern: free('hf_[A-Za-z0-9]{34,}'), source: gitleaks },
  { looksLike: 'hugging-face-token', pattern: free('api_org_[A-Za-z0-9]{34}'), source: gitleaks },
  { looksLike: 'groq-api-key', pattern: free('gsk_[A-Za-z0-9]{52}'), source: trufflehog },
  { looksLike: 'xai-api-key', pattern: free('xai-[A-Za-z0-9]{80}'), source: trufflehog },
  { looksLike: 'perplexity-api-key', pattern: free('pplx-[A-Za-z0-9]{48}'), source: gitleaks },
  { looksLike: 'replicate-api-token', pattern: free('r8_[A-Za-z0-9]{37}'), source: trufflehog },
  { looksLike: 'nvidia-api-key', pattern: free('nvapi-[\\w-]{64}'), source: trufflehog },
  { looksLike: 'langsmith-api-key', pattern: free('lsv2_(?:pt|sk)_[0-9a-f]{32}_[0-9a-f]{10}'), source: trufflehog },
  {
    looksLike: 'langfuse-secret-key',
    pattern: free('sk-lf-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}'),
    source: trufflehog,
  },
  { looksLike: 'pinecone-api-key', pattern: free('pcsk_[A-Za-z0-9]{5,6}_[A-Za-z0-9]{60,66}'), source: trufflehog },
  { looksLike: 'elevenlabs-api-key', pattern: free('sk_[0-9a-f]{48}'), source: trufflehog },
  { looksLike: 'databricks-token', pattern: free('dapi[0-9a-f]{32}(?:-\\d)?'), source: gitleaks },
  { looksLike: 'devin-api-key', pattern: free('cog_[A-Za-z0-9]{40,}'), source: trufflehog },
  { looksLike: 'github-token', pattern: free('gh[pousr]_[A-Za-z0-9]{36,251}'), source: githubDocs },
  { looksLike: 'github-token', pattern: free('github_pat_\\w{22}_\\w{59}'), source: githubDocs },
  {
    looksLike: 'gitlab-token',
    pattern: free('gl(?:pat|dt|rt|ptt|cbt|agent|oas|soat|ft|imt)-[\\w.-]{20,}'),
    source: gitlabDocs,
  },
  { looksLike: 'slack-token', pattern: free('xox[bpears](?:\\.xox[bp])?-[\\w-]{20,}'), source: gitleaks },
  { looksLike: 'slack-token', pattern: free('xapp-\\d-[A-Z0-9]+-\\d+-[a-z0-9]{32,}'), source: gitleaks },
  {
    looksLike: 'slack-webhook-url',
    pattern: /https:\/\/hooks\.slack\.com\/(?:services|workflows|triggers)\/[A-Za-z0-9+/]{30,}/,
    source: gitleaks,
  },
  { looksLike: 'okta-api-token', pattern: free('00[\\w-]{40}'), named: /OKTA|SSWS/, source: gitleaks },
  { looksLike: 'vault-token', pattern: free('hv[sb]\\.[\\w-]{24,}'), source: gitleaks },
  {
    looksLike: 'azure-client-secret',
    pattern: /(?<![\w~.-])[\w~.-]{3}\dQ~[\w~.-]{31,34}(?![\w~.-])/,
    source: gitleaks,
  },
  {
    looksLike: 'azure-storage-key',
    pattern: /(?<=(?:AccountKey|SharedAccessKey)=)[A-Za-z0-9+/]{42,86}={1,2}/,
    source: trufflehog,
  },
  { looksLike: 'terraform-cloud-token', pattern: free('[A-Za-z0-9]{14}\\.atlasv1\\.[\\w-]{60,70}'), source: gitleaks },
  { looksLike: 'npm-token', pattern: free('npm_[A-Za-z0-9]{36}'), source: gitleaks },
  { looksLike: 'pypi-token', pattern: free('pypi-AgEIcHlwaS5vcmc[\\w-]{50,}'), source: gitleaks },
  { looksLike: 'notion-token', pattern: free('ntn_[A-Za-z0-9]{40,}'), source: gitleaks },
  { looksLike: 'linear-api-key', pattern: free('lin_api_[A-Za-z0-9]{40}'), source: gitleaks },
  { looksLike: 'stripe-secret-key', pattern: free('(?:sk|rk)_(?:live|test|prod)_[A-Za-z0-9]{20,}'), source: gitleaks },
  { looksLike: 'sendgrid-api-key', pattern: free('SG\\.[\\w-]{22}\\.[\\w-]{43}'), source: gitleaks },
  { looksLike: 'twilio-api-key', pattern: free('SK[0-9a-f]{32}'), named: /TWILIO/, source: gitleaks },
  { looksLike: 'shopify-token', pattern: free('shp(?:at|ca|pa|ss)_[0-9a-fA-F]{32}'), source: gitleaks },
  { looksLike: 'digitalocean-token', pattern: free('do[opr]_v1_[0-9a-f]{64}'), source: gitleaks },
  {
    looksLike: 'grafana-token',
    pattern: free('gl(?:sa_[A-Za-z0-9]{32}_[0-9a-f]{8}|c_[A-Za-z0-9+/]{32,})'),
    source: gitleaks,
  },
  { looksLike: 'new-relic-key', pattern: free('NR(?:AK|JS)-[A-Za-z0-9]{19,27}'), source: gitleaks },
  { looksLike: 'sentry-token', pattern: free('sntry[su]_[A-Za-z0-9+/=_]{40,}'), source: gitleaks },
  { looksLike: 'docker-token', pattern: free('dckr_(?:pat|oat)_[\\w-]{27,}'), source: trufflehog },
  { looksLike: 'atlassian-token', pattern: free('AT(?:ATT3xFf|CTT3xFf|BB)[\\w=-]{24,}'), source: gitleaks },
  { looksLike: 'snyk-token', pattern: free('snyk_(?:uat|sat)\\.[\\w.-]{40,}'), source: trufflehog },
  { looksLike: 'telegram-bot-token', pattern: free('\\d{8,10}:AA[\\w-]{33}'), source: gitleaks },
  { looksLike: 'age-secret-key', pattern: free('AGE-SECRET-KEY-1[0-9A-Z]{58}'), source: gitleaks },
  {
    looksLike: 'aws-access-key',
    pattern: /(?<![A-Za-z0-9/+=])(?![0-9a-f]{40})[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+=])/,
    named: /SECRET_?ACCESS_?KEY|AWS.*SECRET|S3_SECRET_?KEY/,
    source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html',
  },
  {
    looksLike: 'aws-access-key',
    pattern: /(?<=secret[_-]?access[_-]?key["']?\s{0,3}[=:\s]\s{0,3}["']?)[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+=])/i,
    source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html',
  },
]

/**
 * Names that tell the vendor of a key whose format tells nothing.
 * Source: https://github.com/anomalyco/models.dev (providers/<id>/provider.toml) and the vendors' own SDKs.
 */
export const vendorNames: readonly { readonly looksLike: string; readonly named: RegExp }[] = (
  [
    ['OPENAI', 'openai'],
    ['ANTHROPIC|CLAUDE', 'anthropic'],
    ['GEMINI|GOOGLE_GENERATIVE_AI', 'google'],
    ['AZURE_OPENAI|AZURE_COGNITIVE', 'azure-ai'],
    ['MISTRAL', 'mistral'],
    ['COHERE|CO', 'cohere'],
    ['GROQ', 'groq'],
    ['XAI', 'xai'],
    ['DEEPSEEK', 'deepseek'],
    ['PERPLEXITY', 'perplexity'],
    ['OPENROUTER', 'openrouter'],
    ['TOGETHER', 'together'],
    ['FIREWORKS', 'fireworks'],
    ['HF|HUGGINGFACE(?:HUB)?', 'hugging-face'],
    ['NVIDIA', 'nvidia'],
    ['CEREBRAS', 'cerebras'],
    ['DEEPINFRA', 'deepinfra'],
    ['DASHSCOPE', 'dashscope'],
    ['MOONSHOT|KIMI', 'moonshot'],
    ['LANGSMITH|LANGCHAIN', 'langsmith'],
    ['LANGFUSE', 'langfuse'],
    ['PINECONE', 'pinecone'],
    ['TAVILY', 'tavily'],
    ['ELEVENLABS', 'elevenlabs'],
    ['REPLICATE', 'replicate'],
    ['VOYAGE', 'voyage'],
    ['ASSEMBLYAI', 'assemblyai'],
    ['DEEPGRAM', 'deepgram'],
    ['WANDB', 'wandb'],
    ['HELICONE', 'helicone'],
    ['CURSOR', 'cursor'],
    ['DEVIN', 'devin'],
    ['E2B', 'e2b'],
    ['AI_GATEWAY', 'ai-gateway'],
    ['DATABRICKS', 'databricks'],
    ['DATADOG|DD', 'datadog'],
    ['SNOWFLAKE', 'snowflake'],
    ['CLOUDFLARE', 'cloudflare'],
    ['TWILIO', 'twilio'],
    ['OKTA', 'okta'],
    ['NEW_RELIC', 'new-relic'],
    ['PAGERDUTY', 'pagerduty'],
  ] as const
).map(([names, vendor]) => ({
  looksLike: `${vendor}-api-key`,
  named: new RegExp(`(?:^|_)(?:${names})_(?:.*_)?(?:KEY|TOKEN|SECRET|PAT)(?:_|\\d|$)`),
}))

/** Words in a name that promise a secret in the value. */
export const secretWords =
  /(?:^|_)(?:PASSWORDS?|PASSWD|PASSPHRASE|PASS|PWD|SECRETS?|TOKENS?|APIKEYS?|API_KEYS?|ACCESS_KEYS?|PRIVATE_KEY|PRIV_KEY|SECRET_KEY|SIGNING_KEY|ENCRYPTION_KEY|MASTER_KEY|AUTH_KEY|LICENSE_KEY|SERVICE_KEY|ACCOUNT_KEY|SHARED_KEY|ADMIN_KEY|HMAC_KEY|SERVER_KEY|SESSION_KEY|COOKIE_KEY|CIPHER_KEY|CRYPTO_KEY|AES_KEY|DEPLOY_KEY|SERVICE_ROLE_KEY|AUTH(?=$)|WEBHOOK_KEY|CREDENTIALS?|CREDS?|BEARER|JWT|PAT|AUTHORIZATION)(?:_?\d+)?(?:_|$)/

/** Passwords are made by people: less is asked of the value's randomness. */
export const passwordWords = /(?:^|_)(?:PASSWORDS?|PASSWD|PASSPHRASE|PASS|PWD)(?:_?\d+)?(?:_|$)/

/** Endings that make it a name, place or limit of a secret, or something public. */
export const harmlessNames =
  /(?:^|_)(?:ID|IDS|NAME|NAMES|ARN|ARNS|PATH|PATHS|FILE|FILES|DIR|URL|URLS|URI|ENDPOINT|HOST|PORT|REGION|TTL|EXPIRY|EXPIRES|EXPIRES_IN|EXPIRATION|TIMEOUT|DURATION|AGE|LENGTH|SIZE|COUNT|LIMIT|LIMITS|MAX|MIN|HEADER|HEADERS|TYPE|KIND|MODE|FORMAT|ENABLED|DISABLED|REQUIRED|VERSION|STAGE|PREFIX|SUFFIX|PATTERN|REGEX|POLICY|ALGORITHM|ALG|ISSUER|AUDIENCE|SCOPE|SCOPES|USER|USERNAME|EMAIL|OWNER|MANAGER|PROVIDER|STORE|BACKEND|BUCKET|TABLE|QUEUE|TOPIC|INDEX|COLUMN|FIELD|PARAM|PARAMETER|REF|REFERENCE|ALIAS|LABEL|ROTATION|ROTATED_AT|CREATED_AT|HASH|DIGEST|FINGERPRINT|CACHE|SERVICE_NAME|NAMESPACE|KEY_ID|SECRET_KEY_REF|TEMPLATE|LAMBDA|FUNCTION|FN|HANDLER|ROUTE|PAGE|SUBJECT|ADDRESS|SOURCE|FLOW|CLASS|CONTRACT|SYMBOL)$|(?:^|_)PUBLIC(?:_|$)|PUBLICKEY|PUBLISHABLE|(?:^|_)(?:IDEMPOTENCY|CLIENT_REQUEST|CLIENT|TASK|NEXT|PAGE|CONTINUATION)_TOKEN$|(?:FORGOT|RESET)_PASSWORD|PASSWORD_RESET|(?:^|_)(?:MAX|MIN|NUM)_.*TOKENS?|TOKENIZERS?|(?:PARTITION|SORT|PRIMARY|HASH|RANGE|CACHE)_KEY/
