import { isKnown } from '../../../model/index.ts'
import type { Step, StepMeta } from '../../contract.ts'
import { acrossRegions, all, from, pages } from '../regional.ts'
import type { AwsSession } from '../session.ts'
import { targets } from '../targets.ts'
import { configuration, emitWorkload, instantOf, nameOf } from '../workload.ts'

export const stateMachines = {
  id: 'state-machines',
  title: 'Step Functions state machines',
  tier: 'core',
  scopes: ['account'],
  needs: ['states:ListStateMachines', 'states:DescribeStateMachine'],
  emits: ['workloads'],
  after: ['regions'],
  group: 'resource-map',
} as const satisfies StepMeta

export const listStateMachines: Step<AwsSession> = (context) =>
  acrossRegions(context, targets.stateMachines, async (region) => {
    const list = (nextToken?: string) =>
      region.ask('sfn', 'ListStateMachines', (sfn, o) => sfn.listStateMachines({ nextToken, maxResults: 1000 }, o))
    for await (const page of pages('states:ListStateMachines', list, (p) => p.nextToken))
      await all(page.stateMachines ?? [], async ({ stateMachineArn: arn, name, type, creationDate }) => {
        if (!arn) return
        const answer = await region.attempt(
          region.ask('sfn', 'DescribeStateMachine', (sfn, o) => sfn.describeStateMachine({ stateMachineArn: arn }, o)),
        )
        if (answer === null) return
        // The definition ends here: only shapes of secrets in its parameters are kept.
        const definition = isKnown(answer)
          ? configuration(context, [['', answer.definition]])
          : { configSecrets: answer }
        emitWorkload(context, {
          kind: 'states:state-machine',
          arn,
          name: name ?? nameOf(arn),
          region: region.name,
          roleArn: from(answer, ({ roleArn }) => roleArn ?? null),
          source: 'states:DescribeStateMachine',
          facts: { type: type ?? null, createdAt: instantOf(creationDate), ...definition },
        })
      })
  })
