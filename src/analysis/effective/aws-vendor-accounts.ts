/** Accounts by which well-known vendors reach into those of their customers, as the vendors themselves publish them. */

interface Vendor {
  readonly name: string
  readonly accounts: readonly string[]
  readonly source: string
}

const vendors: readonly Vendor[] = [
  { name: 'Auth0', accounts: ['951887872838'], source: 'https://auth0.com/docs/integrations/aws/sso' },
  {
    name: 'Cloudflare',
    accounts: ['391854517948'],
    source: 'https://developers.cloudflare.com/logs/logpush/aws-s3',
  },
  {
    name: 'Databricks',
    accounts: ['414351767826'],
    source: 'https://docs.databricks.com/administration-guide/account-settings/aws-accounts.html',
  },
  {
    name: 'Datadog',
    accounts: ['464622532012'],
    source: 'https://docs.datadoghq.com/integrations/guide/error-datadog-not-authorized-sts-assume-role',
  },
  {
    name: 'Drata',
    accounts: ['269135526815'],
    source: 'https://github.com/drata/terraform-aws-drata-autopilot-role/blob/main/variables.tf',
  },
  {
    name: 'Dynatrace',
    accounts: ['509560245411'],
    source:
      'https://help.dynatrace.com/monitor-cloud-virtualization-and-hosts/cloud/how-do-i-start-amazon-web-services-monitoring/',
  },
  { name: 'Fivetran', accounts: ['834469178297'], source: 'https://fivetran.com/docs/logs/cloudwatch/setup-guide' },
  {
    name: 'Grafana Cloud',
    accounts: ['008923505280'],
    source: 'https://grafana.com/docs/grafana-cloud/integrations/integrations/integration-cloudwatch/',
  },
  {
    name: 'Lacework',
    accounts: ['434813966438'],
    source: 'https://support.lacework.com/hc/en-us/articles/360017546933-Getting-Started',
  },
  {
    name: 'Microsoft Cost Management',
    accounts: ['432263259397'],
    source: 'https://learn.microsoft.com/azure/cost-management-billing/costs/aws-integration-set-up-configure',
  },
  {
    name: 'MongoDB Atlas',
    accounts: ['536727724300'],
    source: 'https://www.mongodb.com/docs/atlas/security/set-up-unified-aws-access/',
  },
  {
    name: 'New Relic',
    accounts: ['754728514883'],
    source:
      'https://docs.newrelic.com/docs/integrations/amazon-integrations/get-started/connect-aws-services-infrastructure',
  },
  {
    name: 'Prisma Cloud',
    accounts: ['188619942792'],
    source:
      'https://docs.paloaltonetworks.com/prisma/prisma-cloud/prisma-cloud-admin/connect-your-cloud-platform-to-prisma-cloud/onboard-aws/manually-set-up-prisma-cloud-role-for-aws',
  },
  {
    name: 'Snyk',
    accounts: ['198361731867'],
    source: 'https://support.snyk.io/hc/en-us/articles/360004002418-AWS-Lambda-integration',
  },
  {
    name: 'Spacelift',
    accounts: ['324880187172'],
    source: 'https://docs.spacelift.io/integrations/cloud-providers/aws',
  },
  {
    name: 'Spot',
    accounts: ['922761411349'],
    source: 'https://docs.spot.io/connect-your-cloud-provider/first-account/aws-manually',
  },
  {
    name: 'Sumo Logic',
    accounts: ['926226587429'],
    source:
      'https://help.sumologic.com/03Send-Data/Sources/02Sources-for-Hosted-Collectors/Amazon-Web-Services/Grant-Access-to-an-AWS-Product',
  },
  {
    name: 'Vanta',
    accounts: ['956993596390'],
    source: 'https://help.vanta.com/hc/en-us/articles/8451925240980-Connecting-Vanta-AWS-Organization',
  },
]

const byAccount: ReadonlyMap<string, string> = new Map(
  vendors.flatMap(({ name, accounts }) => accounts.map((account) => [account, name] as const)),
)

/** The vendor that the account is known to belong to. */
export function vendorOf(account: string): string | undefined {
  return byAccount.get(account)
}

/** `464622532012 (Datadog)`, or the account alone. */
export function accountInWords(account: string): string {
  const vendor = vendorOf(account)
  return vendor === undefined ? account : `${account} (${vendor})`
}
