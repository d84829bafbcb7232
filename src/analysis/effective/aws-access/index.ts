/** What users and roles of AWS accounts may do, all that limits them counted in. */
export type * from './types.ts'
export { accountOf } from './account.ts'
export { ask, askToAssume, joinMissing, trustsService } from './ask.ts'
export { conditionsOf, describe } from './describe.ts'
export { wholeServices } from './services.ts'
export { potentialOf, standingOf } from './standing.ts'
