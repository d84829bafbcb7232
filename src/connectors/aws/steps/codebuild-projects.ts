import type { Step, StepMeta } from '../../contract.ts'
import { all } from '../../shared/fan-out.ts'
import { acrossRegions, chunks, pages } from '../regional.ts'
import type { AwsSession } from '../session.ts'
import { targets } from '../targets.ts'
import { configuration, emitWorkload, instantOf, nameOf, roleArnOf, tagsOf } from '../workload.ts'

export const codebuildProjects = {
  id: 'codebuild-projects',
  title: 'CodeBuild projects',
  tier: 'core',
  scopes: ['account'],
  needs: ['codebuild:ListProjects', 'codebuild:BatchGetProjects'],
  emits: ['workloads', 'codebuild-projects'],
  after: ['regions'],
  group: 'resource-map',
} as const satisfies StepMeta

export const listProjects: Step<AwsSession> = (context) =>
  acrossRegions(context, targets.codebuildProjects, async (region) => {
    const names: string[] = []
    const list = (nextToken?: string) =>
      region.ask('codebuild', 'ListProjects', (codebuild, o) => codebuild.listProjects({ nextToken }, o))
    for await (const page of pages('codebuild:ListProjects', list, (p) => p.nextToken))
      names.push(...(page.projects ?? []))
    await all(chunks(names, 100), async (some) => {
      const answer = await region.ask('codebuild', 'BatchGetProjects', (codebuild, o) =>
        codebuild.batchGetProjects({ names: [...some] }, o),
      )
      for (const project of answer.projects ?? []) {
        if (!project.arn) continue
        const variables = project.environment?.environmentVariables ?? []
        // The other types, PARAMETER_STORE and SECRETS_MANAGER, hold the name of a secret, not the secret.
        const plain = variables.filter(({ type }) => type === undefined || type === 'PLAINTEXT')
        emitWorkload(context, {
          kind: 'codebuild:project',
          arn: project.arn,
          name: project.name ?? nameOf(project.arn),
          region: region.name,
          roleArn: roleArnOf(context, project.serviceRole),
          source: 'codebuild:BatchGetProjects',
          tags: tagsOf(project.tags),
          facts: {
            createdAt: instantOf(project.created),
            sourceType: project.source?.type ?? null,
            webhook: project.webhook !== undefined,
            batch: project.buildBatchConfig !== undefined,
            privilegedMode: project.environment?.privilegedMode ?? false,
            public: project.projectVisibility === 'PUBLIC_READ',
            ...configuration(
              context,
              plain.map(({ name = '', value }) => [name, value] as const),
            ),
          },
        })
      }
    })
  })
