import { isSuspended, makerOf } from '../../analysis/effective/github-apps.ts'
import { appFacts } from '../../analysis/effective/github-facts.ts'
import { repositoryControls } from '../../analysis/effective/github-permissions.ts'
import { isUnknown } from '../../model/index.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { read } from '../shared/evidence.ts'
import { githubControls } from '../shared/github-controls.ts'
import { appSettings } from '../shared/github-steps.ts'

export const rule = defineRule({
  id: 'github-app-third-party-ai',
  title: 'AI app of a third party is installed',
  severity: 'info',
  provider: 'github',
  subject: 'identity',
  kinds: ['app'],
  reads: ['github.apps'],
  messages: {
    reads: 'App {app} gives {vendor} access to {repositories}.',
    writes: 'App {app} lets {vendor} write code to {repositories}.',
  },
  frameworks: githubControls('third-party', {
    'owasp-llm-2025': ['LLM03:2025', 'LLM06:2025'],
    'owasp-agentic-2026': ['ASI02', 'ASI04'],
  }),
  remediation: (app) => keepInHand(app.name, appSettings(app)),
  check(app, { view }) {
    if (app.ai === undefined || isSuspended(app)) return undefined
    const maker = makerOf(app, view)
    if (isUnknown(maker)) return unknownBecause(maker.unknown, ['metadata=read'])
    if (maker !== 'third-party') return pass
    const { permissions, repositorySelection } = appFacts(app)
    const controls = repositoryControls(permissions)
    return fail(controls.length > 0 ? 'writes' : 'reads', {
      values: {
        app: app.name,
        vendor: app.ai.vendor,
        repositories: repositorySelection === 'all' ? 'every repository' : 'chosen repositories',
      },
      ...(controls.length > 0 ? { severity: 'high' } : {}),
      // A name that sounds like AI is a hint, no proof.
      ...(app.ai.confidence < 0.7 ? { confidence: 'possible' as const } : {}),
      evidence: [
        ...read('GET /orgs/{org}/installations', `repository_selection ${repositorySelection}`),
        ...app.ai.evidence.map((detail) => ({ source: 'AI signs', detail })),
      ],
      data: { vendor: app.ai.vendor, kind: app.ai.kind, permissions: controls },
      remediation: keepInHand(app.name, appSettings(app, view.scope.name)),
    })
  },
})

function keepInHand(app: string, settings: string) {
  return [
    { text: `Note who wanted ${app}, for which repositories, and under which terms its maker gets the code.` },
    { text: `Hold it to those repositories, or uninstall it: ${settings}.` },
    {
      text: 'Demand a review by a person, and passing checks, before anything that it writes reaches a protected branch: a ruleset without a bypass for it.',
    },
  ]
}
