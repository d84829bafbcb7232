/** What runs in the small organization, what is stored there, and its agents. */
import type { ExtraAsset, GivenGoogle, NamedRow, Row } from '../../fixtures/servers/google/estate.ts'

export const gcpCanary = 'MUSTERCANARYgooglecloud'

export function numberOf(projectId: string): string {
  return String(910_000_000_000 + Number.parseInt(projectId.slice(5, 8), 36))
}

const place = 'europe-west1'
const env = [{ name: 'TOKEN', value: gcpCanary }]

/** In the project, as accounts of it; some kinds are known to Cloud Asset alone. */
export function running(project: string, emailOf: (name: string) => string): GivenGoogle {
  const at = (kind: string, name: string): string => `projects/${project}/locations/${place}/${kind}/${name}`
  const serviceAccount = emailOf('ci')
  const own = (rows: readonly NamedRow[]): { readonly [id: string]: readonly NamedRow[] } => ({ [project]: rows })
  return {
    ...stored(project, emailOf),
    ...agents(project, emailOf),
    instances: own([
      {
        name: 'bench',
        zone: `https://www.googleapis.com/compute/v1/projects/${project}/zones/${place}-b`,
        metadata: { items: [{ key: 'startup-script', value: `export TOKEN=${gcpCanary}` }] },
        serviceAccounts: [
          {
            email: `${numberOf(project)}-compute@developer.gserviceaccount.com`,
            scopes: ['https://www.googleapis.com/auth/cloud-platform'],
          },
        ],
      },
    ]),
    runServices: own([
      { name: at('services', 'api'), template: { serviceAccount, containers: [{ image: 'i', env }] } },
    ]),
    runJobs: own([{ name: at('jobs', 'nightly'), template: { template: { serviceAccount, containers: [{ env }] } } }]),
    functions: own([
      {
        name: at('functions', 'resize'),
        environment: 'GEN_2',
        serviceConfig: { serviceAccountEmail: serviceAccount, environmentVariables: { TOKEN: gcpCanary } },
        buildConfig: { environmentVariables: { TOKEN: gcpCanary } },
      },
    ]),
    clusters: own([
      {
        name: 'depot',
        location: place,
        masterAuth: { password: gcpCanary, clientKey: gcpCanary },
        nodePools: [{ name: 'default', config: { serviceAccount, metadata: { token: gcpCanary } } }],
      },
    ]),
    buildTriggers: own([
      {
        name: 'deploy',
        resourceName: at('triggers', 'deploy'),
        serviceAccount: `projects/${project}/serviceAccounts/${serviceAccount}`,
        substitutions: { _TOKEN: gcpCanary },
      },
    ]),
    extraAssets: assetsOnly(project, serviceAccount),
  }
}

function assetsOnly(project: string, serviceAccount: string): readonly ExtraAsset[] {
  const asset = (host: string, assetType: string, path: string, data: Row): ExtraAsset => ({
    name: `//${host}.googleapis.com/projects/${project}/${path}`,
    assetType: `${host}.googleapis.com/${assetType}`,
    parent: `projects/${project}`,
    data,
  })
  const inPlace = `locations/${place}`
  return [
    asset('cloudfunctions', 'CloudFunction', `${inPlace}/functions/old`, {
      serviceAccountEmail: serviceAccount,
      environmentVariables: { TOKEN: gcpCanary },
    }),
    asset('composer', 'Environment', `${inPlace}/environments/flows`, {
      config: { nodeConfig: { serviceAccount }, softwareConfig: { envVariables: { TOKEN: gcpCanary } } },
    }),
    asset('dataproc', 'Cluster', `regions/${place}/clusters/sums`, {
      config: { gceClusterConfig: { serviceAccount, metadata: { token: gcpCanary } } },
    }),
    asset('notebooks', 'Instance', `${inPlace}/instances/desk`, {
      gceSetup: { serviceAccounts: [{ email: serviceAccount }], metadata: { token: gcpCanary } },
    }),
    asset('workflows', 'Workflow', `${inPlace}/workflows/orders`, {
      serviceAccount,
      sourceContents: gcpCanary,
      userEnvVars: { TOKEN: gcpCanary },
    }),
    asset('appengine', 'Version', 'services/default/versions/v1', {
      serviceAccount,
      envVariables: { TOKEN: gcpCanary },
    }),
  ]
}

function stored(project: string, emailOf: (name: string) => string): GivenGoogle {
  const number = `projects/${numberOf(project)}`
  return {
    apiKeys: {
      [project]: [
        { name: `${number}/locations/global/keys/k1`, uid: 'k1', displayName: 'open', keyString: gcpCanary },
        {
          name: `${number}/locations/global/keys/k2`,
          uid: 'k2',
          displayName: 'models',
          keyString: gcpCanary,
          serviceAccountEmail: emailOf('ci'),
          restrictions: { apiTargets: [{ service: 'generativelanguage.googleapis.com' }] },
        },
      ],
    },
    hmacKeys: {
      [project]: [
        {
          name: 'GOOG1EACME',
          accessId: 'GOOG1EACME',
          serviceAccountEmail: emailOf('ci'),
          state: 'ACTIVE',
          timeCreated: '2025-02-02T08:00:00Z',
          secret: gcpCanary,
        },
      ],
    },
    secrets: {
      [project]: [
        {
          name: `${number}/secrets/payments`,
          createTime: '2025-03-03T08:00:00Z',
          annotations: { note: gcpCanary },
          replication: { automatic: {} },
        },
      ],
    },
  }
}

function agents(project: string, emailOf: (name: string) => string): GivenGoogle {
  const at = (kind: string, name: string): string => `projects/${numberOf(project)}/locations/${place}/${kind}/${name}`
  const principal = `agents.global.org-1.system.id.goog/resources/aiplatform/${at('reasoningEngines', '2')}`
  const system = 'agentregistry.googleapis.com/system'
  const deploymentSpec = { env }
  return {
    reasoningEngines: {
      [project]: [
        {
          name: at('reasoningEngines', '1'),
          displayName: 'claims',
          spec: { serviceAccount: emailOf('agent'), deploymentSpec },
        },
        {
          name: at('reasoningEngines', '2'),
          displayName: 'helper',
          spec: { identityType: 'AGENT_IDENTITY', effectiveIdentity: principal, deploymentSpec },
        },
      ],
    },
    agentRegistry: {
      agents: {
        [project]: [
          {
            name: at('agents', 'helper'),
            displayName: 'helper',
            attributes: { [`${system}/RuntimeIdentity`]: { principal: `principal://${principal}` } },
            card: { content: { token: gcpCanary } },
          },
        ],
      },
      mcpServers: { [project]: [{ name: at('mcpServers', 'orders'), displayName: 'orders' }] },
    },
    authProviders: {
      [project]: [
        {
          name: at('authProviders', 'tracker'),
          state: 'ACTIVE',
          workloadIds: [principal],
          authProviderTypeParams: { apiKey: { apiKey: gcpCanary } },
        },
      ],
    },
    accessSummaries: {
      [project]: [
        {
          name: at('accessSummaries', 'one'),
          workloadId: principal,
          userId: 'ada@acme.example',
          lastAccessTime: '2026-11-18T00:00:00Z',
        },
      ],
    },
  }
}
