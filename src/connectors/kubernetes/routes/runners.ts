/**
 * Runner scale sets of Actions Runner Controller:
 * https://github.com/actions/actions-runner-controller/blob/master/apis/actions.github.com/v1alpha1/autoscalingrunnerset_types.go
 */
import { z } from 'zod'
import { list, named, text, texts } from './list.ts'
import { podSpec } from './workloads.ts'

export const runnerGroupName = 'actions.github.com/runner-group-name'
export const runnerScaleSetName = 'actions.github.com/runner-scale-set-name'
const azureUse = 'azure.workload.identity/use'

/** Of what a container is told only this is kept: the names that say how jobs run, and the one value that is a switch. */
const hookNames = {
  hooks: 'ACTIONS_RUNNER_CONTAINER_HOOKS',
  template: 'ACTIONS_RUNNER_CONTAINER_HOOK_TEMPLATE',
  required: 'ACTIONS_RUNNER_REQUIRE_JOB_CONTAINER',
} as const

const container = z
  .object({ env: z.array(z.object({ name: text, value: text.nullish() })).nullish() })
  .transform(({ env }) => {
    const names = new Set((env ?? []).map(({ name }) => name))
    const required = (env ?? []).some(({ name, value }) => name === hookNames.required && value === 'true')
    return { pods: names.has(hookNames.hooks), template: names.has(hookNames.template), required }
  })

const template = z.object({
  metadata: z.object({ labels: z.object({ [azureUse]: text.optional() }).nullish() }).nullish(),
  spec: podSpec
    .pick({ serviceAccountName: true, automountServiceAccountToken: true, volumes: true })
    .extend({ containers: z.array(container).nullish() }),
})

export const runnerSets = { group: 'actions.github.com', plural: 'autoscalingrunnersets' } as const

export const listRunnerSets = (version: string) =>
  list({
    path: `/apis/${runnerSets.group}/${version}/${runnerSets.plural}`,
    resource: `${runnerSets.plural}.${runnerSets.group}`,
    optional: true,
    schema: z
      .object({
        metadata: named.extend({
          namespace: text,
          // Where GitHub put it, written down by the controller.
          annotations: z
            .object({ [runnerGroupName]: text.optional(), [runnerScaleSetName]: text.optional() })
            .nullish(),
        }),
        spec: z.object({
          githubConfigUrl: text.nullish(),
          githubConfigSecret: text.nullish(),
          runnerGroup: text.nullish(),
          runnerScaleSetName: text.nullish(),
          runnerScaleSetLabels: texts,
          minRunners: z.number().nullish(),
          maxRunners: z.number().nullish(),
          template: template.nullish(),
        }),
      })
      .transform(({ metadata, spec }) => ({
        metadata,
        spec: { ...spec, azureIdentity: spec.template?.metadata?.labels?.[azureUse] === 'true' },
      })),
  })

export type RunnerSetAnswer = z.infer<ReturnType<typeof listRunnerSets>['schema']>
