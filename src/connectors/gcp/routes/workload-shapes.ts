/**
 * What is read of each kind of workload: whom it runs as, its labels and its OAuth scopes. Environment variables, metadata
 * and the like are named nowhere here. Cloud Asset shows resources as the APIs themselves do, Cloud Run as Knative does.
 */
import { z } from 'zod'
import { namedOr } from '../map/runner.ts'
import type { Runner, Told } from '../map/runner.ts'

const text = z.string()
const labelled = z.record(text, text).nullish()
const scoped = z.array(text).nullish()

function told(labels: z.infer<typeof labelled>, ...runners: readonly Runner[]): Told {
  return { labels: labels ?? {}, runners }
}

/** `projects/acme/locations/x/services/y` is the same in every API. */
function atHost(host: string, name: string | undefined): Pick<Told, 'fullName'> {
  return name?.startsWith('projects/') ? { fullName: () => `//${host}.googleapis.com/${name}` } : {}
}

const machineAccount = z.object({ email: text, scopes: scoped })

/** A machine has one account at most, and without one it runs as nobody. */
function machineRunner(accounts: readonly z.infer<typeof machineAccount>[] | null | undefined): Runner {
  const [first] = accounts ?? []
  if (first === undefined) return { as: { is: 'nobody' } }
  return { as: namedOr('compute-default', first.email), scopes: first.scopes ?? [] }
}

export const machineShape = z
  .object({ name: text, zone: text.nullish(), labels: labelled, serviceAccounts: z.array(machineAccount).nullish() })
  .transform(({ name, zone, labels, serviceAccounts }): Told => ({
    ...told(labels, machineRunner(serviceAccounts)),
    fullName: (project) =>
      `//compute.googleapis.com/projects/${project}/zones/${zone?.split('/').at(-1) ?? '-'}/instances/${name}`,
  }))

const knativeAccount = z.object({ serviceAccountName: text.nullish() })

/** https://cloud.google.com/run/docs/reference/rest/v1/namespaces.services and v2/projects.locations.services */
export const runServiceShape = z
  .object({
    name: text.optional(),
    labels: labelled,
    template: z.object({ serviceAccount: text.nullish() }).nullish(),
    metadata: z.object({ labels: labelled }).nullish(),
    spec: z.object({ template: z.object({ spec: knativeAccount.nullish() }).nullish() }).nullish(),
  })
  .transform(({ name, labels, template, metadata, spec }): Told => {
    const account = template?.serviceAccount ?? spec?.template?.spec?.serviceAccountName
    return {
      ...told(labels ?? metadata?.labels, { as: namedOr('compute-default', account) }),
      ...atHost('run', name),
    }
  })

const nested = z.object({ template: z.object({ serviceAccount: text.nullish() }).nullish() })
const knativeTask = z.object({ template: z.object({ spec: knativeAccount.nullish() }).nullish() })

/** A job holds a template of an execution, which holds one of a task. */
export const runJobShape = z
  .object({
    name: text.optional(),
    labels: labelled,
    template: nested.nullish(),
    metadata: z.object({ labels: labelled }).nullish(),
    spec: z.object({ template: z.object({ spec: knativeTask.nullish() }).nullish() }).nullish(),
  })
  .transform(({ name, labels, template, metadata, spec }): Told => {
    const account = template?.template?.serviceAccount ?? spec?.template?.spec?.template?.spec?.serviceAccountName
    return {
      ...told(labels ?? metadata?.labels, { as: namedOr('compute-default', account) }),
      ...atHost('run', name),
    }
  })

export const firstFunctionType = 'cloudfunctions.googleapis.com/CloudFunction'

/** The first generation runs as the default account of App Engine. */
export const firstFunctionShape = z
  .object({ name: text.optional(), labels: labelled, serviceAccountEmail: text.nullish() })
  .transform(({ name, labels, serviceAccountEmail }): Told => ({
    ...told(labels, { as: namedOr('app-engine-default', serviceAccountEmail) }),
    ...atHost('cloudfunctions', name),
  }))

/** The second version of the API shows both generations. */
export const functionShape = z
  .object({
    name: text.optional(),
    labels: labelled,
    environment: text.nullish(),
    serviceConfig: z.object({ serviceAccountEmail: text.nullish() }).nullish(),
  })
  .transform(({ name, labels, environment, serviceConfig }): Told => {
    const first = environment === 'GEN_1'
    const otherwise = first ? 'app-engine-default' : 'compute-default'
    return {
      ...told(labels, { as: namedOr(otherwise, serviceConfig?.serviceAccountEmail) }),
      ...atHost('cloudfunctions', name),
      ...(first ? { assetType: firstFunctionType } : {}),
    }
  })

const nodes = z.object({ serviceAccount: text.nullish(), oauthScopes: scoped })
const nodePoolType = 'container.googleapis.com/NodePool'

/** Machines of a cluster run as what their pool names; those that it makes by itself as its own default says. */
export const clusterShape = z
  .object({
    name: text,
    location: text.nullish(),
    resourceLabels: labelled,
    nodePools: z.array(z.object({ name: text, config: nodes.nullish() })).nullish(),
    autoscaling: z
      .object({ enableNodeAutoprovisioning: z.boolean().nullish(), autoprovisioningNodeDefaults: nodes.nullish() })
      .nullish(),
  })
  .transform(({ name, location, resourceLabels, nodePools, autoscaling }): Told => {
    const pools = (nodePools ?? []).map((pool): Runner => ({
      part: `nodePools/${pool.name}`,
      partType: nodePoolType,
      ...nodeRunner(pool.config),
    }))
    const own = autoscaling?.enableNodeAutoprovisioning ? [nodeRunner(autoscaling.autoprovisioningNodeDefaults)] : []
    const place = /-[a-z]$/.test(location ?? '') ? 'zones' : 'locations'
    return {
      ...told(resourceLabels, ...own, ...pools),
      fullName: (project) =>
        `//container.googleapis.com/projects/${project}/${place}/${location ?? '-'}/clusters/${name}`,
    }
  })

function nodeRunner(config: z.infer<typeof nodes> | null | undefined): Runner {
  return { as: namedOr('compute-default', config?.serviceAccount), scopes: config?.oauthScopes ?? [] }
}

/** What it builds may name another account than the trigger: the trigger's own is taken. */
export const buildTriggerShape = z
  .object({ name: text.optional(), resourceName: text.nullish(), serviceAccount: text.nullish() })
  .transform(({ resourceName, serviceAccount }): Told => ({
    ...told(undefined, { as: namedOr('build-default', serviceAccount) }),
    ...atHost('cloudbuild', resourceName ?? undefined),
  }))
