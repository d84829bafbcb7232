/** The steps that tell what was let in, by whom, and what it does. */
import type { StepMeta } from '../contract.ts'
import { agenticActions, agenticActionsMeta } from './steps/agentic-actions.ts'
import { delegations, delegationsMeta } from './steps/delegations.ts'
import { oauthActivity, oauthActivityMeta } from './steps/oauth-activity.ts'
import { oauthGrants, oauthGrantsMeta } from './steps/oauth-grants.ts'
import { oauthTokens, oauthTokensMeta } from './steps/oauth-tokens.ts'

export const grantsSteps = [
  oauthGrantsMeta,
  delegationsMeta,
  oauthActivityMeta,
  agenticActionsMeta,
  oauthTokensMeta,
] as const satisfies readonly StepMeta[]

export const grantsBodies = {
  'oauth-grants': oauthGrants,
  delegations,
  'oauth-activity': oauthActivity,
  'agentic-actions': agenticActions,
  'oauth-tokens': oauthTokens,
} as const
