/** What the name of a secret says that it is. GitHub tells nothing else of it. */
import type { SecretGuess } from '../../../model/facts/github.ts'
import { isSecretName, normalName } from '../../shared/secret-shapes.ts'
import { aiOfSecretName } from '../ai.ts'

/** None: the name says nothing. */
export function guessSecret(name: string): SecretGuess | null {
  const normal = normalName(name)
  const ai = aiOfSecretName(normal)
  if (ai !== undefined && ai.confidence >= 0.7) return { provider: 'ai', vendor: ai.vendor, longLived: true }
  const sign = signs.find(({ named }) => named.test(normal))
  if (sign !== undefined) return { provider: sign.provider, vendor: sign.vendor, longLived: sign.longLived }
  const service = isSecretName(normal) ? services.find(({ named }) => named.test(normal)) : undefined
  return service === undefined ? null : { provider: 'other', vendor: service.vendor, longLived: true }
}

interface Sign extends SecretGuess {
  readonly named: RegExp
}

/**
 * In order: what comes first is more particular. Names as the vendors' own actions ask for them; ids that come with a
 * sign-in by OIDC last no longer than the run that uses them.
 */
const signs: readonly Sign[] = [
  aws(
    /(?:^|_)AWS_(?:.*_)?(?:SESSION_TOKEN|ROLE(?:_ARN|_TO_ASSUME)?|OIDC_ROLE.*)(?:_|\d|$)|(?:^|_)ROLE_(?:ARN|TO_ASSUME)$/,
    false,
  ),
  aws(/(?:^|_)AWS_(?:.*_)?(?:SECRET|ACCESS_?KEY|KEY|CREDENTIALS?|CREDS|PASSWORD|TOKEN)(?:_|\d|$)/, true),
  aws(/(?:^|_)(?:S3|ECR|SES|IAM)_(?:.*_)?(?:SECRET|ACCESS_KEY|SECRET_KEY)(?:_|\d|$)/, true),
  azure(/(?:^|_)(?:AZURE|ARM|ENTRA|AAD)_(?:.*_)?(?:CLIENT|TENANT|SUBSCRIPTION|APPLICATION|APP)_ID(?:_|\d|$)/, false),
  azure(
    /(?:^|_)(?:AZURE|ARM|ENTRA|AAD|ACR|AKS)_(?:.*_)?(?:CREDENTIALS?|CREDS|SECRET|PASSWORD|KEY|TOKEN|PAT|SAS|CONNECTION_STRING|SP)(?:_|\d|$)/,
    true,
  ),
  azure(/PUBLISH_?PROFILE|(?:^|_)AZUREAPPSERVICE_/, true),
  gcp(
    /(?:^|_)(?:WORKLOAD_IDENTITY|WIF)_(?:.*_)?(?:PROVIDER|POOL)(?:_|\d|$)|(?:^|_)(?:GCP|GOOGLE|GCLOUD)_SERVICE_ACCOUNT(?:_EMAIL)?$/,
    false,
  ),
  gcp(
    /(?:^|_)(?:GCP|GCLOUD|GCE|GKE|GCR|GAR|GOOGLE_CLOUD|GOOGLE)_(?:.*_)?(?:SA|SA_KEY|SERVICE_KEY|SERVICE_ACCOUNT_KEY|SERVICE_ACCOUNT_JSON|ACCOUNT_KEY|CREDENTIALS?|CREDENTIALS_JSON|CREDS|KEY|JSON)(?:_|\d|$)/,
    true,
  ),
  gcp(/(?:^|_)FIREBASE_(?:.*_)?(?:SERVICE_ACCOUNT|TOKEN|CREDENTIALS?)(?:_|\d|$)/, true),
  other(/(?:^|_)SLACK_(?:.*_)?WEBHOOK/, 'Slack'),
  other(/(?:^|_)(?:TEAMS|DISCORD)_(?:.*_)?WEBHOOK/, 'Webhook'),
  other(/(?:^|_)KUBE_?CONFIG(?:_|\d|$)/, 'Kubernetes'),
  other(
    /(?:^|_)(?:DATABASE|DB|MONGO(?:DB)?|REDIS|POSTGRES(?:QL)?|MYSQL)_(?:.*_)?(?:URL|URI|DSN|CONNECTION_STRING)$/,
    'Database',
  ),
  other(/(?:^|_)SENTRY_DSN$/, 'Sentry'),
]

/** Only where the name promises a secret as well: `DOCKER_USERNAME` is none. */
const services: readonly { readonly named: RegExp; readonly vendor: string }[] = (
  [
    ['NPM|NODE_AUTH', 'npm'],
    ['DOCKER|DOCKERHUB|DOCKER_HUB', 'Docker'],
    ['PYPI|TWINE', 'PyPI'],
    ['NUGET', 'NuGet'],
    ['RUBYGEMS|GEM', 'RubyGems'],
    ['CARGO|CRATES', 'crates.io'],
    ['MAVEN|OSSRH|SONATYPE|GRADLE', 'Maven'],
    ['ARTIFACTORY|JFROG|JF', 'JFrog'],
    ['GH|GHCR|GIT|BOT', 'GitHub'],
    ['GITLAB', 'GitLab'],
    ['SLACK', 'Slack'],
    ['SONAR|SONARCLOUD|SONARQUBE', 'Sonar'],
    ['SNYK', 'Snyk'],
    ['CODECOV', 'Codecov'],
    ['SENTRY', 'Sentry'],
    ['DATADOG|DD', 'Datadog'],
    ['NEW_RELIC|NEWRELIC', 'New Relic'],
    ['PAGERDUTY', 'PagerDuty'],
    ['GRAFANA', 'Grafana'],
    ['CLOUDFLARE|CF', 'Cloudflare'],
    ['VERCEL', 'Vercel'],
    ['NETLIFY', 'Netlify'],
    ['HEROKU', 'Heroku'],
    ['DIGITALOCEAN', 'DigitalOcean'],
    ['FLY', 'Fly.io'],
    ['TF|TFC|TFE|TERRAFORM', 'HCP Terraform'],
    ['PULUMI', 'Pulumi'],
    ['VAULT', 'HashiCorp Vault'],
    ['OP|ONEPASSWORD', '1Password'],
    ['DOPPLER', 'Doppler'],
    ['OKTA', 'Okta'],
    ['AUTH0', 'Auth0'],
    ['STRIPE', 'Stripe'],
    ['TWILIO', 'Twilio'],
    ['SENDGRID', 'SendGrid'],
    ['MAILGUN', 'Mailgun'],
    ['JIRA|CONFLUENCE|ATLASSIAN', 'Atlassian'],
    ['LINEAR', 'Linear'],
    ['NOTION', 'Notion'],
    ['SNOWFLAKE', 'Snowflake'],
    ['DATABRICKS', 'Databricks'],
    ['SUPABASE', 'Supabase'],
    ['LAUNCHDARKLY', 'LaunchDarkly'],
    ['ALGOLIA', 'Algolia'],
    ['CHROMATIC', 'Chromatic'],
    ['CYPRESS', 'Cypress'],
    ['APPLE|APPSTORE|APP_STORE|MATCH', 'Apple'],
    ['SSH|DEPLOY', 'SSH'],
    ['GPG|SIGNING', 'Signing key'],
  ] as const
).map(([words, vendor]) => ({ vendor, named: new RegExp(`(?:^|_)(?:${words})_`) }))

function aws(named: RegExp, longLived: boolean): Sign {
  return { named, provider: 'aws', vendor: 'Amazon Web Services', longLived }
}

function azure(named: RegExp, longLived: boolean): Sign {
  return { named, provider: 'azure', vendor: 'Microsoft Azure', longLived }
}

function gcp(named: RegExp, longLived: boolean): Sign {
  return { named, provider: 'gcp', vendor: 'Google Cloud', longLived }
}

function other(named: RegExp, vendor: string): Sign {
  return { named, provider: 'other', vendor, longLived: true }
}
