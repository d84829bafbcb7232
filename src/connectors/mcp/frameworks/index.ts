/** Frameworks whose files are read, in any folder of a repository. */
import { agentcore, crewai, langgraph } from './agents.ts'
import { compose } from './compose.ts'
import type { Framework } from './contract.ts'
import { litellm, promptfoo, vercel } from './gateways.ts'

export const frameworks: readonly Framework[] = [agentcore, compose, crewai, langgraph, litellm, promptfoo, vercel]
