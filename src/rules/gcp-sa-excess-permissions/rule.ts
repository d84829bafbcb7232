import { z } from 'zod'
import { serviceAccountFacts } from '../../analysis/effective/gcp-facts.ts'
import type { PermissionInsight } from '../../model/facts/gcp.ts'
import { becauseOf, isUnknown } from '../../model/index.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { accountPermission, ofProject } from '../shared/gcp-accounts.ts'
import { placeWords, removeGrant } from '../shared/gcp-bindings.ts'
import { gcpControls } from '../shared/gcp-controls.ts'

export const rule = defineRule({
  id: 'gcp-sa-excess-permissions',
  title: 'Service account uses little of what its roles allow',
  severity: 'medium',
  provider: 'gcp',
  subject: 'identity',
  kinds: ['service-account'],
  reads: ['gcp.service-accounts', 'gcp.insights'],
  options: z.strictObject({
    maxUnusedPercent: z
      .int()
      .min(1)
      .max(100)
      .default(75)
      .describe('Share of the permissions of a role that may lie idle, in percent.'),
    minUnused: z.int().positive().default(10).describe('Unused permissions from which on a role is judged.'),
  }),
  messages: {
    one: '{account} needs {used} of the {total} permissions of {role} on {place} for what it did in 90 days.',
    more: '{account} needs {used} of the {total} permissions of {role} on {place} for what it did in 90 days, and few of {others} more.',
  },
  frameworks: gcpControls('over-privilege'),
  remediation: (account) => [look(ofProject(account))],
  check(account, { view, options }) {
    if (account.enabled === false) return undefined
    if (isUnknown(account.enabled)) return unknownBecause(becauseOf(account.enabled), [accountPermission])
    const { insights } = serviceAccountFacts(account)
    if (isUnknown(insights))
      return unknownBecause(insights?.unknown ?? view.gap('gcp.insights')?.reason ?? 'not-collected', [
        'recommender.iamPolicyInsights.list',
      ])
    const [worst, ...others] = (insights ?? [])
      .filter(({ used, total }) => {
        const idle = total - used
        return idle >= options.minUnused && idle * 100 > options.maxUnusedPercent * total
      })
      .toSorted(wider)
    if (worst === undefined) return pass
    const { role, resource, used, total } = worst
    return fail(others.length > 0 ? 'more' : 'one', {
      values: {
        account: account.nativeId,
        used,
        total,
        role,
        place: placeWords(resource),
        others: others.length === 1 ? 'one role' : `${others.length} roles`,
      },
      evidence: [worst, ...others].slice(0, 12).map((each) => ({
        source: 'recommender google.iam.policy.Insight',
        detail: `${each.role} on ${each.resource}: ${each.used} of ${each.total} used`,
      })),
      data: { roles: [worst, ...others].map((each) => ({ role: each.role, resource: each.resource })) },
      remediation: [
        look(ofProject(account)),
        ...[worst, ...others]
          .slice(0, 10)
          .map((each) =>
            removeGrant(
              { role: each.role, resource: each.resource, condition: null, place: placeWords(each.resource) },
              `serviceAccount:${account.nativeId}`,
            ),
          ),
      ],
    })
  },
})

function look(project: string) {
  return {
    text: 'See which role the recommender would give in its place, and give that first.',
    command: `gcloud recommender recommendations list --recommender=google.iam.policy.Recommender --location=global ${project}`,
  }
}

/** The most that lies idle first. */
function wider(a: PermissionInsight, b: PermissionInsight): number {
  return b.total - b.used - (a.total - a.used) || (a.role + a.resource < b.role + b.resource ? -1 : 1)
}
