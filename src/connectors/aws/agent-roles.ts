/** Roles that agents run with: what an agent does, its role did, so the role is an AI identity. */
import { isKnown, type Known } from '../../model/index.ts'
import type { AwsContext } from './regional.ts'
import { roleId } from './workload.ts'

export interface AgentRoles {
  readonly add: (roleArn: Known<string>, evidence: string, model?: string) => void
  /** One patch per role, whatever the number of its agents. */
  readonly emit: (context: AwsContext) => void
}

export function agentRoles(vendor: string): AgentRoles {
  const found = new Map<string, { readonly models: Set<string>; readonly evidence: Set<string> }>()
  return {
    add: (roleArn, evidence, model) => {
      if (!isKnown(roleArn)) return
      const entry = found.get(roleArn) ?? { models: new Set(), evidence: new Set() }
      if (model) entry.models.add(modelName(model))
      entry.evidence.add(evidence)
      found.set(roleArn, entry)
    },
    emit: (context) => {
      for (const [arn, { models, evidence }] of found) {
        const ai = {
          kind: 'agent',
          vendor,
          models: [...models].toSorted(),
          confidence: 1,
          evidence: [...evidence].toSorted(),
        } as const
        context.emit({ type: 'patch', of: 'identity', id: roleId(arn), set: { class: 'ai', ai } })
      }
    },
  }
}

/** `…:foundation-model/anthropic.claude-…` and `…:inference-profile/eu.anthropic.…` by their last part. */
function modelName(model: string): string {
  return model.split('/').at(-1) ?? model
}
