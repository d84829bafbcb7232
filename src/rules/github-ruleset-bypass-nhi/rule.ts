import { githubEntity, rulesetFacts } from '../../analysis/effective/github-facts.ts'
import type { View } from '../../inventory/view.ts'
import type { Resource } from '../../model/index.ts'
import { becauseOf, isKnown } from '../../model/index.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { read } from '../shared/evidence.ts'
import { githubControls } from '../shared/github-controls.ts'
import { enumerated } from '../shared/lists.ts'

export const rule = defineRule({
  id: 'github-ruleset-bypass-nhi',
  title: 'App or deploy keys get past a ruleset',
  severity: 'medium',
  provider: 'github',
  subject: 'resource',
  kinds: ['ruleset'],
  reads: ['github.rulesets'],
  messages: { bypass: 'Ruleset "{ruleset}" lets {actors} past, at any time.' },
  frameworks: githubControls('over-privilege'),
  remediation: (ruleset) => tighten(ruleset),
  check(ruleset, { view }) {
    const { target, enforcement, bypass, level } = rulesetFacts(ruleset)
    if (target !== 'branch' || enforcement !== 'active') return undefined
    if (!isKnown(bypass)) {
      if (bypass === null) return pass
      const permission = level === 'organization' ? 'organization_administration=write' : 'administration=write'
      return unknownBecause(becauseOf(bypass), [permission])
    }
    const past = bypass.filter(
      ({ actor, mode }) => (actor === 'Integration' || actor === 'DeployKey') && mode !== 'pull_request',
    )
    if (past.length === 0) return pass
    const apps = past.flatMap(({ actorId }) => (actorId === null ? [] : [githubEntity(view.scope, 'app', actorId)]))
    const actors = past.map((each) => nameOf(each, view)).toSorted()
    return fail('bypass', {
      values: { ruleset: ruleset.name, actors: enumerated(actors, 4) },
      evidence: read(
        level === 'organization'
          ? 'GET /orgs/{org}/rulesets/{ruleset_id}'
          : 'GET /repos/{owner}/{repo}/rulesets/{ruleset_id}',
        past.map(({ actor, actorId, mode }) => `${actor}${actorId === null ? '' : ` ${actorId}`} ${mode}`).join(', '),
      ),
      related: apps,
      data: { actors, level },
      remediation: tighten(ruleset, view.scope.name),
    })
  },
})

/** By the app's slug where it is installed here. */
function nameOf({ actor, actorId }: { readonly actor: string; readonly actorId: number | null }, view: View): string {
  if (actor === 'DeployKey') return 'deploy keys that may write'
  const app = actorId === null ? undefined : view.identity(githubEntity(view.scope, 'app', actorId))
  return `app ${app?.name ?? String(actorId)}`
}

function tighten(ruleset: Resource, organization = '') {
  const { level, repository, rulesetId } = rulesetFacts(ruleset)
  const own =
    organization === ''
      ? 'Settings > Rules > Rulesets'
      : `https://github.com/organizations/${organization}/settings/rules/${rulesetId}`
  const page = level === 'organization' ? own : `https://github.com/${repository ?? ''}/settings/rules/${rulesetId}`
  return [
    {
      text: `In ${page}, take them off the bypass list, or let an app past for pull requests only, so that what it writes can be seen first.`,
    },
    { text: 'Where an app must push, such as a release bot, give it a ruleset of its own for the branches it writes.' },
  ]
}
