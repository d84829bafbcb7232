import { z } from 'zod'
import { openaiEntity, openaiOrganizationFacts, projectFacts } from '../../analysis/effective/openai-facts.ts'
import type { View } from '../../inventory/view.ts'
import type { SpendLimit } from '../../model/facts/openai.ts'
import type { Known, Resource, Unknown } from '../../model/index.ts'
import { becauseOf, isKnown, isUnknown, unknown } from '../../model/index.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { modelControls } from '../shared/ai-controls.ts'
import { read } from '../shared/evidence.ts'
import { managementScope, openaiCall } from '../shared/openai-keys.ts'

export const rule = defineRule({
  id: 'openai-project-guardrails-missing',
  title: 'Nothing holds a project at OpenAI back',
  severity: 'low',
  provider: 'openai',
  subject: 'resource',
  kinds: ['project'],
  reads: ['openai.projects', 'openai.project-limits'],
  options: z.strictObject({
    requireModels: z.boolean().default(false).describe('Also a project that may call every model fails.'),
  }),
  messages: {
    spend: 'Nothing ends what project {project} spends, and nobody is told.',
    both: 'Nothing ends what project {project} spends, nobody is told, and it may call every model.',
    models: 'Project {project} may call every model.',
  },
  frameworks: modelControls('over-privilege', { 'owasp-nhi-2025': ['NHI6:2025'], 'owasp-llm-2025': ['LLM10:2025'] }),
  remediation: ({ nativeId }) => [
    {
      text: 'End what it may spend in a month, in dollars.',
      command: openaiCall('POST', `/organization/projects/${nativeId}/spend_limit`, {
        currency: 'USD',
        interval: 'month',
        threshold_amount: 200,
      }),
    },
    {
      text: 'Hold it to the models that it calls; the report of usage says which.',
      command: openaiCall('POST', `/organization/projects/${nativeId}/model_permissions`, {
        mode: 'allow_list',
        model_ids: ['gpt-6-mini'],
      }),
    },
  ],
  check(project, { view, options }) {
    const { status, models } = projectFacts(project)
    if (status === 'archived') return undefined
    const bounded = isBounded(project, view)
    if (isUnknown(bounded)) return unknownBecause(bounded.unknown, [managementScope])
    if (bounded && !options.requireModels) return pass
    if (isUnknown(models) && bounded) return unknownBecause(becauseOf(models), [managementScope])
    if (bounded && models !== null) return pass
    return fail(bounded ? 'models' : models === null ? 'both' : 'spend', {
      values: { project: project.name },
      evidence: read(
        'GET /organization/projects/{project}/spend_limit',
        `${project.nativeId}: no limit that ends requests, no alert, models ${isKnown(models) ? models.mode : 'all'}`,
      ),
      related: [openaiEntity(view.scope, 'organization', view.scope.nativeId)],
      data: { bounded, everyModel: models === null },
    })
  },
})

/** By a limit that ends requests or an alert that somebody gets: the project's own, or the organization's. */
function isBounded(project: Resource, view: View): boolean | Unknown {
  const organization = view.resource(openaiEntity(view.scope, 'organization', view.scope.nativeId))
  const above = organization === undefined ? [] : [openaiOrganizationFacts(organization)]
  const facts = [projectFacts(project), ...above].flatMap(({ spendLimit, spendAlerts }) => [
    endsRequests(spendLimit),
    isKnown(spendAlerts) ? spendAlerts > 0 : unknown(becauseOf(spendAlerts)),
  ])
  if (facts.includes(true)) return true
  const hidden = facts.find((fact) => typeof fact !== 'boolean')
  if (hidden !== undefined) return hidden
  return organization === undefined ? unknown(view.gap('openai.projects')?.reason ?? 'not-collected') : false
}

function endsRequests(limit: Known<SpendLimit>): boolean | Unknown {
  if (isUnknown(limit)) return unknown(becauseOf(limit))
  return limit !== null && limit.enforcing
}
