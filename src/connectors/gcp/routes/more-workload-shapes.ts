/** Kinds of workload that are read where Cloud Asset answers, and only there: their own APIs want to be asked place by place. */
import { z } from 'zod'
import { namedOr } from '../map/runner.ts'
import type { RunsAs, Told } from '../map/runner.ts'

const text = z.string()
const labelled = z.record(text, text).nullish()

function told(labels: z.infer<typeof labelled>, as: RunsAs, scopes?: readonly string[] | null): Told {
  return { labels: labels ?? {}, runners: [{ as, ...(scopes === undefined || scopes === null ? {} : { scopes }) }] }
}

/** https://cloud.google.com/composer/docs/reference/rest/v1/projects.locations.environments */
export const composerShape = z
  .object({
    labels: labelled,
    config: z
      .object({
        nodeConfig: z.object({ serviceAccount: text.nullish(), oauthScopes: z.array(text).nullish() }).nullish(),
      })
      .nullish(),
  })
  .transform(({ labels, config }) => {
    const node = config?.nodeConfig
    return told(labels, namedOr('compute-default', node?.serviceAccount), node?.oauthScopes)
  })

/** https://cloud.google.com/dataproc/docs/reference/rest/v1/ClusterConfig */
export const dataprocShape = z
  .object({
    labels: labelled,
    config: z
      .object({
        gceClusterConfig: z
          .object({ serviceAccount: text.nullish(), serviceAccountScopes: z.array(text).nullish() })
          .nullish(),
      })
      .nullish(),
  })
  .transform(({ labels, config }) => {
    const machines = config?.gceClusterConfig
    return told(labels, namedOr('compute-default', machines?.serviceAccount), machines?.serviceAccountScopes)
  })

/** Workbench instances of the second version hold the machine's account, of the first one their own. */
export const notebookShape = z
  .object({
    labels: labelled,
    serviceAccount: text.nullish(),
    gceSetup: z
      .object({ serviceAccounts: z.array(z.object({ email: text, scopes: z.array(text).nullish() })).nullish() })
      .nullish(),
  })
  .transform(({ labels, serviceAccount, gceSetup }) => {
    const [machine] = gceSetup?.serviceAccounts ?? []
    return told(labels, namedOr('compute-default', machine?.email ?? serviceAccount), machine?.scopes)
  })

/** https://cloud.google.com/workflows/docs/reference/rest/v1/projects.locations.workflows */
export const workflowShape = z
  .object({ labels: labelled, serviceAccount: text.nullish() })
  .transform(({ labels, serviceAccount }) => told(labels, namedOr('compute-default', serviceAccount)))

/** https://cloud.google.com/appengine/docs/admin-api/reference/rest/v1/apps.services.versions */
export const appVersionShape = z
  .object({ serviceAccount: text.nullish() })
  .transform(({ serviceAccount }) => told(undefined, namedOr('app-engine-default', serviceAccount)))
