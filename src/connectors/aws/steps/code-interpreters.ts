import type { Step, StepMeta } from '../../contract.ts'
import { all } from '../../shared/fan-out.ts'
import { acrossRegions, from, pages } from '../regional.ts'
import type { AwsSession } from '../session.ts'
import { targets } from '../targets.ts'
import { emitWorkload, instantOf, nameOf } from '../workload.ts'

export const codeInterpreters = {
  id: 'code-interpreters',
  title: 'AgentCore code interpreters',
  tier: 'deep',
  scopes: ['account'],
  needs: ['bedrock-agentcore:ListCodeInterpreters', 'bedrock-agentcore:GetCodeInterpreter'],
  emits: ['code-interpreters'],
  after: ['regions'],
  group: 'resource-map',
} as const satisfies StepMeta

/** Those of the account: the ones that AWS offers to everybody have no role. */
const type = 'CUSTOM'

export const listCodeInterpreters: Step<AwsSession> = (context) =>
  acrossRegions(context, targets.codeInterpreters, async (region) => {
    const list = (nextToken?: string) =>
      region.ask('agentcore', 'ListCodeInterpreters', (core, o) =>
        core.listCodeInterpreters({ type, nextToken, maxResults: 100 }, o),
      )
    for await (const page of pages('bedrock-agentcore:ListCodeInterpreters', list, (p) => p.nextToken))
      await all(page.codeInterpreterSummaries ?? [], async (row) => {
        const { codeInterpreterId, codeInterpreterArn: arn, name, status, createdAt } = row
        if (!codeInterpreterId || !arn) return
        const answer = await region.attempt(
          region.ask('agentcore', 'GetCodeInterpreter', (core, o) => core.getCodeInterpreter({ codeInterpreterId }, o)),
        )
        if (answer === null) return
        emitWorkload(context, {
          kind: 'bedrock-agentcore:code-interpreter',
          arn,
          name: name ?? nameOf(arn),
          region: region.name,
          roleArn: from(answer, ({ executionRoleArn }) => executionRoleArn ?? null),
          source: 'bedrock-agentcore:GetCodeInterpreter',
          facts: {
            status: status ?? null,
            createdAt: instantOf(createdAt),
            networkMode: from(answer, ({ networkConfiguration }) => networkConfiguration?.networkMode ?? null),
          },
        })
      })
  })
