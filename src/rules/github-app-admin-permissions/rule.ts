import { isSuspended, makerOf } from '../../analysis/effective/github-apps.ts'
import { appFacts } from '../../analysis/effective/github-facts.ts'
import { administrativeWrites, pipelineWrites } from '../../analysis/effective/github-permissions.ts'
import { isUnknown } from '../../model/index.ts'
import { defineRule, fail, pass } from '../contract.ts'
import { read } from '../shared/evidence.ts'
import { githubControls } from '../shared/github-controls.ts'
import { appSettings } from '../shared/github-steps.ts'
import { enumerated } from '../shared/lists.ts'

export const rule = defineRule({
  id: 'github-app-admin-permissions',
  title: 'App holds administrative permissions',
  severity: 'high',
  provider: 'github',
  subject: 'identity',
  kinds: ['app'],
  reads: ['github.apps'],
  messages: { admin: 'App {app} may write {permissions}.' },
  frameworks: githubControls('over-privilege'),
  remediation: (app) => fewer(app.name, appSettings(app)),
  check(app, { view }) {
    const { permissions, repositorySelection } = appFacts(app)
    if (isSuspended(app) || makerOf(app, view) === 'github') return undefined
    const administrative = administrativeWrites(permissions)
    const found = [...administrative, ...pipelineWrites(permissions)]
    if (found.length === 0) return pass
    const maker = makerOf(app, view)
    return fail('admin', {
      values: { app: app.name, permissions: enumerated(found, 6) },
      ...(administrative.length === 0 ? { severity: 'medium' } : {}),
      evidence: read('GET /orgs/{org}/installations', found.map((name) => `${name} ${permissions[name]}`).join(', ')),
      data: { permissions: found, repositories: repositorySelection, maker: isUnknown(maker) ? 'unknown' : maker },
      remediation: fewer(app.name, appSettings(app, view.scope.name)),
    })
  },
})

function fewer(app: string, settings: string) {
  return [
    {
      text: `Have whoever makes ${app} take away the permissions that it does not use; an installation follows once an owner has agreed to it.`,
    },
    {
      text: `Where its maker will not, hold it to the repositories it works on, or uninstall it: ${settings}.`,
    },
  ]
}
