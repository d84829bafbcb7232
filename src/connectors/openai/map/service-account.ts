import type { AiFacet, Known } from '../../../model/index.ts'
import type { OpenaiServiceAccountFacts } from '../../../model/facts/openai.ts'
import { idOf, placeOf, untold } from '../place.ts'
import type { OpenaiContext } from '../place.ts'

/** It calls models and does nothing else: that makes it no agent, whatever stands behind it. */
export function modelIntegration(models: readonly string[]): AiFacet {
  return {
    kind: 'model-integration',
    vendor: 'OpenAI',
    models,
    confidence: 1,
    evidence: ['a service account of OpenAI exists to call its models'],
  }
}

interface Account {
  readonly id: string
  readonly name: string
  readonly createdAt: Known<string>
  readonly role: Known<string>
  /** null: the organization's own. */
  readonly project: { readonly id: string; readonly name: string } | null
}

export function emitServiceAccount(
  context: OpenaiContext,
  { id: native, name, createdAt, role, project }: Account,
): string {
  const id = idOf(context, 'openai-service-account', native)
  const facts = {
    serviceAccountId: native,
    projectId: project?.id ?? null,
    projectName: project?.name ?? null,
    role,
  } satisfies OpenaiServiceAccountFacts
  context.emit({
    type: 'identity',
    ...placeOf(context),
    ...untold,
    id,
    kind: 'openai-service-account',
    nativeId: native,
    name,
    createdAt,
    enabled: true,
    class: 'machine',
    // An account of the organization administers it, and calls no model.
    ...(project === null ? {} : { ai: modelIntegration([]) }),
    facts,
  })
  return id
}
