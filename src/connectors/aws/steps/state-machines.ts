import { isKnown, unknown } from '../../../model/index.ts'
import type { Step, StepMeta } from '../../contract.ts'
import { AccessError } from '../../errors.ts'
import { acrossRegions, firstThenRest, from, pages, type AwsContext, type Region } from '../regional.ts'
import type { AwsSession } from '../session.ts'
import { targets } from '../targets.ts'
import { configuration, emitWorkload, instantOf, nameOf } from '../workload.ts'

export const stateMachines = {
  id: 'state-machines',
  title: 'Step Functions state machines',
  tier: 'core',
  scopes: ['account'],
  needs: ['states:ListStateMachines', 'states:DescribeStateMachine'],
  emits: ['workloads', 'state-machines'],
  after: ['regions'],
  group: 'resource-map',
} as const satisfies StepMeta

export const listStateMachines: Step<AwsSession> = (context) => {
  const seen: Seen = { refused: false }
  return acrossRegions(context, targets.stateMachines, async (region) => {
    const list = (nextToken?: string) =>
      region.ask('sfn', 'ListStateMachines', (sfn, o) => sfn.listStateMachines({ nextToken, maxResults: 1000 }, o))
    for await (const page of pages('states:ListStateMachines', list, (p) => p.nextToken))
      await firstThenRest(page.stateMachines ?? [], (row) => readStateMachine(context, region, row, seen))
  })
}

interface StateMachineRow {
  readonly stateMachineArn: string | undefined
  readonly name: string | undefined
  readonly type: string | undefined
  readonly creationDate: Date | undefined
}

interface Seen {
  /** The operation itself was refused, not only one machine's definition. */
  refused: boolean
}

async function readStateMachine(context: AwsContext, region: Region, row: StateMachineRow, seen: Seen): Promise<void> {
  const { stateMachineArn: arn, name, type, creationDate } = row
  if (!arn) return
  const answer = await region.attempt(describe(region, arn, seen))
  if (answer === null) return
  // The definition ends here: only shapes of secrets in its parameters are kept.
  const definition = from(answer, (machine) => machine.definition ?? unknown('denied'))
  const facts = isKnown(definition) ? configuration(context, [['', definition]]) : { configSecrets: definition }
  emitWorkload(context, {
    kind: 'states:state-machine',
    arn,
    name: name ?? nameOf(arn),
    region: region.name,
    roleArn: from(answer, ({ roleArn }) => roleArn ?? null),
    source: 'states:DescribeStateMachine',
    facts: { type: type ?? null, createdAt: instantOf(creationDate), ...facts },
  })
}

interface Described {
  readonly roleArn: string | undefined
  readonly definition?: string | undefined
}

/**
 * A definition under a key of the customer's own takes `kms:Decrypt`, which a scanner should not have; without the
 * definition the rest is told all the same.
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_DescribeStateMachine.html
 */
async function describe(region: Region, stateMachineArn: string, seen: Seen): Promise<Described> {
  const ask = (includedData: 'ALL_DATA' | 'METADATA_ONLY', perResource: boolean): Promise<Described> =>
    region.ask(
      'sfn',
      'DescribeStateMachine',
      (sfn, o) => sfn.describeStateMachine({ stateMachineArn, includedData }, o),
      { perResource },
    )
  try {
    return await ask('ALL_DATA', !seen.refused)
  } catch (error) {
    if (!(error instanceof AccessError) || seen.refused) throw error
  }
  try {
    const { roleArn } = await ask('METADATA_ONLY', false)
    return { roleArn }
  } catch (error) {
    seen.refused ||= error instanceof AccessError
    throw error
  }
}
