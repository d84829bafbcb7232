/**
 * Something new is deployed that runs as a service account, which takes the right to act as it beside.
 * Whoever deploys need not call what it deploys: code runs when it starts, on an event, or by its own schedule.
 *
 * Deployment Manager is not among them: it ended in March 2026.
 * https://cloud.google.com/deployment-manager/docs/deprecations
 */
import type { GcpMethod } from '../types.ts'

const source = 'https://cloud.google.com/iam/docs/attach-service-accounts'
const shared = { at: 'project', actAs: true, gives: 'become', source } as const

export const newWorkloads: readonly GcpMethod[] = [
  {
    ...shared,
    id: 'gcp-act-as-machine',
    all: [
      'compute.instances.create',
      'compute.disks.create',
      'compute.instances.setMetadata',
      'compute.instances.setServiceAccount',
    ],
    oneOf: ['compute.subnetworks.use', 'compute.networks.use'],
    does: 'starts a machine with a script of its own as',
    commands: ['gcloud compute instances create --service-account'],
  },
  {
    ...shared,
    id: 'gcp-act-as-machine-group',
    all: ['compute.instanceTemplates.create', 'compute.instanceGroupManagers.create', 'compute.instances.create'],
    does: 'starts a group of machines with a script of its own as',
    commands: ['gcloud compute instance-templates create', 'gcloud compute instance-groups managed create'],
  },
  {
    ...shared,
    id: 'gcp-act-as-function',
    all: ['cloudfunctions.functions.create', 'cloudfunctions.functions.sourceCodeSet'],
    does: 'deploys a function as',
    commands: ['gcloud functions deploy --service-account'],
  },
  {
    ...shared,
    id: 'gcp-act-as-run',
    all: ['run.services.create'],
    does: 'deploys a service of Cloud Run as',
    commands: ['gcloud run deploy --service-account'],
  },
  {
    ...shared,
    id: 'gcp-act-as-run-job',
    all: ['run.jobs.create', 'run.jobs.run'],
    does: 'runs a job of Cloud Run as',
    commands: ['gcloud run jobs create --service-account', 'gcloud run jobs execute'],
  },
  {
    ...shared,
    id: 'gcp-act-as-build',
    all: ['cloudbuild.builds.create'],
    does: 'runs a build as',
    commands: ['gcloud builds submit --service-account'],
  },
  {
    ...shared,
    id: 'gcp-act-as-app-engine',
    all: ['appengine.versions.create', 'appengine.services.update'],
    does: 'deploys a version of App Engine as',
    commands: ['gcloud app deploy --service-account'],
  },
  {
    ...shared,
    id: 'gcp-act-as-scheduler',
    // The job sends the account's access token to an API of Google, with a call of the maker's choice.
    all: ['cloudscheduler.jobs.create'],
    does: 'schedules a call to an API of Google as',
    commands: ['gcloud scheduler jobs create http --oauth-service-account-email'],
  },
  {
    ...shared,
    id: 'gcp-act-as-tasks',
    all: ['cloudtasks.queues.create', 'cloudtasks.tasks.create'],
    does: 'queues a call to an API of Google as',
    commands: ['gcloud tasks queues create', 'gcloud tasks create-http-task --oauth-service-account-email'],
  },
  {
    ...shared,
    id: 'gcp-act-as-workflow',
    all: ['workflows.workflows.create', 'workflows.executions.create'],
    does: 'runs a workflow as',
    commands: ['gcloud workflows deploy --service-account', 'gcloud workflows run'],
  },
  {
    ...shared,
    id: 'gcp-act-as-batch',
    all: ['batch.jobs.create'],
    does: 'runs a batch job as',
    commands: ['gcloud batch jobs submit'],
  },
  {
    ...shared,
    id: 'gcp-act-as-dataflow',
    all: ['dataflow.jobs.create'],
    does: 'runs a pipeline of Dataflow as',
    commands: ['gcloud dataflow jobs run --service-account-email'],
  },
  {
    ...shared,
    id: 'gcp-act-as-dataproc',
    all: ['dataproc.clusters.create'],
    does: 'starts a cluster of Dataproc with a script of its own as',
    commands: ['gcloud dataproc clusters create --service-account --initialization-actions'],
  },
  {
    ...shared,
    id: 'gcp-act-as-dataproc-batch',
    all: ['dataproc.batches.create'],
    does: 'runs a batch of Spark as',
    commands: ['gcloud dataproc batches submit --service-account'],
  },
  {
    ...shared,
    id: 'gcp-act-as-composer',
    all: ['composer.environments.create'],
    does: 'starts an Airflow of its own as',
    commands: ['gcloud composer environments create --service-account'],
  },
  {
    ...shared,
    id: 'gcp-act-as-data-fusion',
    all: ['datafusion.instances.create'],
    does: 'starts an instance of Data Fusion as',
    commands: ['gcloud beta data-fusion instances create'],
  },
  {
    ...shared,
    id: 'gcp-act-as-gke',
    all: ['container.clusters.create'],
    does: 'starts a cluster whose nodes run as',
    commands: ['gcloud container clusters create --service-account'],
  },
  {
    ...shared,
    id: 'gcp-act-as-workstation',
    all: [
      'workstations.workstationConfigs.create',
      'workstations.workstations.create',
      'workstations.workstations.use',
    ],
    does: 'works on a workstation that runs as',
    commands: ['gcloud workstations configs create --service-account', 'gcloud workstations ssh'],
  },
  {
    ...shared,
    id: 'gcp-act-as-notebook',
    all: ['notebooks.instances.create'],
    does: 'opens a notebook that runs as',
    commands: ['gcloud workbench instances create --service-account-email'],
  },
  {
    ...shared,
    id: 'gcp-act-as-vertex-job',
    all: ['aiplatform.customJobs.create'],
    does: 'runs a training job with code of its own as',
    commands: ['gcloud ai custom-jobs create --service-account'],
  },
  {
    ...shared,
    id: 'gcp-act-as-agent',
    all: ['aiplatform.reasoningEngines.create'],
    does: 'deploys an agent with code of its own as',
    commands: ['POST reasoningEngines'],
  },
  {
    ...shared,
    id: 'gcp-act-as-infrastructure',
    all: ['config.deployments.create'],
    does: 'has Infrastructure Manager apply a plan of its own as',
    commands: ['gcloud infra-manager deployments apply --service-account'],
  },
]
