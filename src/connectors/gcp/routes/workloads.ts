/** What runs as service accounts, kind by kind: by Cloud Asset, and by its own API for a single project. */
import { z } from 'zod'
import { plainRoute, route } from '../../shared/google/route.ts'
import type { Route } from '../../shared/google/route.ts'
import type { Told } from '../map/runner.ts'
import { listAssets } from './assets.ts'
import { appVersionShape, composerShape, dataprocShape, notebookShape, workflowShape } from './more-workload-shapes.ts'
import {
  buildTriggerShape,
  clusterShape,
  firstFunctionShape,
  firstFunctionType,
  functionShape,
  machineShape,
  runJobShape,
  runServiceShape,
} from './workload-shapes.ts'

export interface WorkloadKind {
  /** With which a sentence begins: `Machines`. */
  readonly title: string
  readonly assetType: string
  readonly assets: ReturnType<typeof listAssets<Told>>
  /** Left out: it is read by Cloud Asset alone. */
  readonly ofProject?: Route<{ readonly project: string }, Told>
}

/** Machines stand below their zones, so that the page is one row: `map/machines.ts` takes it apart. */
export const listMachines = plainRoute({
  api: 'plain',
  operation: 'compute.instances.aggregatedList',
  permission: 'compute.instances.list',
  schema: z.object({
    items: z
      .record(
        z.string(),
        z.object({
          instances: z.array(z.unknown()).optional(),
          warning: z.object({ code: z.string().optional() }).optional(),
        }),
      )
      .optional(),
  }),
  ask: (plain, { project, pageToken }: { readonly project: string; readonly pageToken?: string }) =>
    plain.get('compute', `/compute/v1/projects/${encodeURIComponent(project)}/aggregated/instances`, {
      maxResults: 500,
      pageToken,
    }),
})

type OfProject = { readonly project: string; readonly pageToken?: string }
const everywhere = ({ project, pageToken }: OfProject) => ({
  parent: `projects/${project}/locations/-`,
  ...(pageToken === undefined ? {} : { pageToken }),
})

const listRunServices = route({
  api: 'run',
  operation: 'run.projects.locations.services.list',
  permission: 'run.services.list',
  rows: 'services',
  schema: runServiceShape,
  ask: (api, asked: OfProject, options) =>
    api.projects.locations.services.list({ pageSize: 1000, ...everywhere(asked) }, options),
})

const listRunJobs = route({
  api: 'run',
  operation: 'run.projects.locations.jobs.list',
  permission: 'run.jobs.list',
  rows: 'jobs',
  schema: runJobShape,
  ask: (api, asked: OfProject, options) =>
    api.projects.locations.jobs.list({ pageSize: 1000, ...everywhere(asked) }, options),
})

const listFunctions = route({
  api: 'cloudfunctions',
  operation: 'cloudfunctions.projects.locations.functions.list',
  permission: 'cloudfunctions.functions.list',
  rows: 'functions',
  schema: functionShape,
  ask: (api, asked: OfProject, options) =>
    api.projects.locations.functions.list({ pageSize: 1000, ...everywhere(asked) }, options),
})

/** All at once, without pages. */
const listClusters = route({
  api: 'container',
  operation: 'container.projects.locations.clusters.list',
  permission: 'container.clusters.list',
  rows: 'clusters',
  schema: clusterShape,
  ask: (api, { project }: OfProject, options) =>
    api.projects.locations.clusters.list({ parent: `projects/${project}/locations/-` }, options),
})

const listBuildTriggers = route({
  api: 'cloudbuild',
  operation: 'cloudbuild.projects.locations.triggers.list',
  permission: 'cloudbuild.builds.list',
  rows: 'triggers',
  schema: buildTriggerShape,
  ask: (api, asked: OfProject, options) =>
    api.projects.locations.triggers.list({ pageSize: 500, ...everywhere(asked) }, options),
})

function kind(
  title: string,
  assetType: string,
  shape: z.ZodType<Told>,
  ofProject?: WorkloadKind['ofProject'],
): WorkloadKind {
  return { title, assetType, assets: listAssets(assetType, shape), ...(ofProject === undefined ? {} : { ofProject }) }
}

export const machineKind = kind('Machines', 'compute.googleapis.com/Instance', machineShape)

export const workloadKinds: readonly WorkloadKind[] = [
  machineKind,
  kind('Services of Cloud Run', 'run.googleapis.com/Service', runServiceShape, listRunServices),
  kind('Jobs of Cloud Run', 'run.googleapis.com/Job', runJobShape, listRunJobs),
  kind('Functions of the first generation', firstFunctionType, firstFunctionShape),
  kind('Functions', 'cloudfunctions.googleapis.com/Function', functionShape, listFunctions),
  kind('Clusters', 'container.googleapis.com/Cluster', clusterShape, listClusters),
  kind('Triggers of Cloud Build', 'cloudbuild.googleapis.com/BuildTrigger', buildTriggerShape, listBuildTriggers),
  kind('Environments of Composer', 'composer.googleapis.com/Environment', composerShape),
  kind('Clusters of Dataproc', 'dataproc.googleapis.com/Cluster', dataprocShape),
  kind('Notebooks', 'notebooks.googleapis.com/Instance', notebookShape),
  kind('Workflows', 'workflows.googleapis.com/Workflow', workflowShape),
  kind('Versions of App Engine', 'appengine.googleapis.com/Version', appVersionShape),
]
