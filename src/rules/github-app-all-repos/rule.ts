import { isSuspended, makerOf } from '../../analysis/effective/github-apps.ts'
import { appFacts } from '../../analysis/effective/github-facts.ts'
import { repositoryControls, touchesRepositories } from '../../analysis/effective/github-permissions.ts'
import { isUnknown } from '../../model/index.ts'
import { defineRule, fail, pass } from '../contract.ts'
import { read } from '../shared/evidence.ts'
import { githubControls } from '../shared/github-controls.ts'
import { appSettings } from '../shared/github-steps.ts'
import { enumerated } from '../shared/lists.ts'

export const rule = defineRule({
  id: 'github-app-all-repos',
  title: 'App reaches every repository',
  severity: 'medium',
  provider: 'github',
  subject: 'identity',
  kinds: ['app'],
  reads: ['github.apps'],
  messages: {
    reads: 'App {app} reaches every repository.',
    writes: 'App {app} may write {permissions} of every repository.',
  },
  frameworks: githubControls('over-privilege', { 'owasp-nhi-2025': ['NHI5:2025', 'NHI3:2025'] }),
  remediation: (app) => narrow(app.name, appSettings(app)),
  check(app, { view }) {
    const { permissions, repositorySelection } = appFacts(app)
    if (isSuspended(app) || makerOf(app, view) === 'github') return undefined
    if (repositorySelection !== 'all' || !touchesRepositories(permissions)) return pass
    const controls = repositoryControls(permissions)
    const maker = makerOf(app, view)
    return fail(controls.length > 0 ? 'writes' : 'reads', {
      values: { app: app.name, permissions: enumerated(controls, 4) },
      ...(controls.length > 0 ? { severity: 'high' } : {}),
      evidence: read('GET /orgs/{org}/installations', 'repository_selection all'),
      data: { permissions: controls, maker: isUnknown(maker) ? 'unknown' : maker },
      remediation: narrow(app.name, appSettings(app, view.scope.name)),
    })
  },
})

function narrow(app: string, settings: string) {
  return [
    {
      text: `Open ${settings}, and under Repository access choose Only select repositories, with those that ${app} works on.`,
    },
  ]
}
