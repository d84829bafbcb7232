import { isKnown, type Known } from '../../../model/index.ts'
import type { PolicyDocument } from '../../../model/facts/aws.ts'
import { from, firstThenRest, visitRegions } from '../regional.ts'
import type { Step, StepMeta } from '../../contract.ts'
import type { AwsSession } from '../session.ts'
import { policyOf, resourceId } from '../workload.ts'
import { functionsOf } from './lambda-functions.ts'

export const lambdaExposure = {
  id: 'lambda-exposure',
  title: 'Lambda function URLs and policies',
  tier: 'deep',
  scopes: ['account'],
  needs: ['lambda:ListFunctionUrlConfigs', 'lambda:GetPolicy'],
  emits: ['function-exposure'],
  after: ['lambda-functions'],
  group: 'resource-map',
} as const satisfies StepMeta

/** Two calls per function: who may invoke it, and whether it can be reached without any sign-in. */
export const readFunctionExposure: Step<AwsSession> = async (context) => {
  const functions = functionsOf(context.session)
  if (functions === undefined || functions.size === 0) return context.skip('No Lambda function was listed.')
  await visitRegions(context, [...functions.keys()].toSorted(), (region) =>
    firstThenRest(functions.get(region.name) ?? [], async (FunctionName) => {
      const urls = await region.attempt(
        region.ask('lambda', 'ListFunctionUrlConfigs', (lambda, o) =>
          lambda.listFunctionUrlConfigs({ FunctionName }, o),
        ),
      )
      // Absent: the function has no policy.
      const policy = await region.attempt(
        region.ask('lambda', 'GetPolicy', (lambda, o) => lambda.getPolicy({ FunctionName }, o)),
      )
      const types = from(urls, ({ FunctionUrlConfigs }) =>
        (FunctionUrlConfigs ?? []).map(({ AuthType }) => AuthType ?? 'AWS_IAM'),
      )
      const resourcePolicy = from(policy, ({ Policy }) => policyOf(Policy))
      const functionUrlAuthType = from(types, (all) => (all.includes('NONE') ? 'NONE' : (all[0] ?? null)))
      const triggered = functionUrlAuthType === 'NONE' || letsServiceIn(resourcePolicy)
      const facts = { functionUrlAuthType, resourcePolicy, ...(triggered ? { hasTrigger: true } : {}) }
      context.emit({
        type: 'patch',
        of: 'resource',
        id: resourceId(context, 'lambda:function', FunctionName),
        set: {},
        facts,
      })
    }),
  )
}

/** A service that may invoke the function was given that to trigger it: a bucket, a topic, a schedule, an API. */
function letsServiceIn(policy: Known<PolicyDocument>): boolean {
  if (!isKnown<PolicyDocument>(policy)) return false
  return policy.Statement.some(
    ({ Effect, Principal }) =>
      Effect === 'Allow' && typeof Principal === 'object' && Principal['Service'] !== undefined,
  )
}
