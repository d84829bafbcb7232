import { permissionsOf, weighing } from '../../analysis/effective/entra-holdings.ts'
import type { Holding } from '../../analysis/effective/entra-holdings.ts'
import { statementOf } from '../../analysis/effective/entra-reach/index.ts'
import type { FoundPath, Identity } from '../../model/index.ts'
import type { View } from '../../inventory/view.ts'
import { defineRule, fail, pass } from '../contract.ts'
import { controls } from '../frameworks.ts'
import { pathEvidence } from '../shared/entra-paths.ts'

/** What each kind of data is called; of others the permission's own name says it. */
const dataWords: { readonly [kind: string]: string } = {
  mail: 'every mailbox of the tenant',
  files: 'every file of the tenant',
  chat: 'every chat of the tenant',
  calls: 'every call and meeting of the tenant',
  calendar: 'every calendar of the tenant',
  notes: 'every notebook of the tenant',
  'ai-interactions': 'what everybody asks Copilot',
}

export const rule = defineRule({
  id: 'entra-agent-reads-tenant-data',
  title: 'Agent reads the data of everybody in the tenant',
  severity: 'high',
  provider: 'azure',
  subject: 'identity',
  kinds: ['agent-identity', 'service-principal'],
  reads: ['azure.service-principals', 'azure.agent-identities', 'azure.app-role-assignments', 'azure.applications'],
  messages: {
    own: 'Agent {name} reaches {data}: it was granted {permission}.',
    inherited: 'Agent {name} reaches {data}: it inherits {permission} from its blueprint {blueprint}.',
  },
  frameworks: controls('over-privilege', { 'owasp-nhi-2025': ['NHI5:2025'], 'cis-aws-7.0.0': [] }),
  remediation: () => [
    {
      text: 'Let the agent act in the name of the user who asks it, or hold the permission to single mailboxes and sites (role based access control for applications in Exchange, Sites.Selected).',
    },
  ],
  check(identity, { view }) {
    if (identity.class !== 'ai' || identity.enabled === false || identity.facts['origin'] === 'microsoft')
      return undefined
    const held = permissionsOf(view, identity.id)
    const heaviest = weighing(held, 'data')[0] ?? held.find(opensGroups)
    if (heaviest === undefined) return pass
    const { through } = heaviest
    const path = pathTo(view, identity, heaviest)
    return fail(through === undefined ? 'own' : 'inherited', {
      values: {
        name: identity.name,
        permission: heaviest.name,
        data: wordsFor(heaviest),
        ...(through === undefined ? {} : { blueprint: view.identity(through)?.name ?? through }),
      },
      evidence: pathEvidence(view, path),
      ...(through === undefined ? {} : { related: [through] }),
      data: { paths: [path], reason: heaviest.ranked.reason },
    })
  },
})

/** Whoever fills any group gets what it keeps as well: https://learn.microsoft.com/graph/permissions-reference#groupreadwriteall */
function opensGroups({ ranked }: Holding): boolean {
  return ranked.tier === 'takeover' && ranked.data !== undefined && (ranked.takesOver ?? []).includes('group')
}

function wordsFor(holding: Holding): string {
  if (opensGroups(holding)) return 'the files and conversations of every group'
  const { ranked } = holding
  return (ranked.data ?? []).map((kind) => dataWords[kind]).find((words) => words !== undefined) ?? 'data of everybody'
}

function pathTo(view: View, identity: Identity, holding: Holding): FoundPath {
  const blueprint = holding.through === undefined ? undefined : view.identity(holding.through)
  const by = blueprint === undefined ? 'entra-holds-permission' : 'entra-inherits-permission'
  return {
    id: by,
    verdict: 'proven',
    target: holding.what.nativeId,
    gain: 'sensitive',
    hops: [
      {
        from: identity.nativeId,
        to: holding.what.nativeId,
        fromName: identity.name,
        toName: holding.what.name,
        by,
        actions: [holding.name],
        text: `${identity.name} ${blueprint === undefined ? 'was granted' : `inherits from ${blueprint.name}`} ${holding.name}, and reads what belongs to others with it. ${holding.ranked.reason}`,
      },
    ],
    statements: [statementOf(view, holding)],
    conditions: [],
    missingFacts: [],
    mend:
      blueprint === undefined
        ? `Take ${holding.name} from ${identity.name}.`
        : `Take ${holding.name} out of what agents of ${blueprint.name} inherit, or from ${blueprint.name} itself.`,
  }
}
