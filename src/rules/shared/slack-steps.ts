/** Steps that several rules of Slack hand to the reader. */
import type { Identity, Remediation, Scope } from '../../model/index.ts'
import { word } from './shell.ts'

/** A call of the Web API; the token is an administrator's, with the scope that the page of the method names. */
export function slackCall(method: string, parameters: { readonly [name: string]: string }): string {
  const given = Object.entries(parameters).map(([name, value]) => ` -d ${word(`${name}=${value}`)}`)
  return `curl -H "Authorization: Bearer $TOKEN"${given.join('')} https://slack.com/api/${method}`
}

/** By hand everywhere; with Enterprise by API as well. */
export function takeOut(app: Identity, scope: Scope): Remediation {
  return {
    text: `Take ${app.name} out of the workspace: Manage apps > Installed apps > ${app.name} > Remove app. With Enterprise by API, too.`,
    command: slackCall('admin.apps.uninstall', { app_id: app.nativeId, team_ids: scope.nativeId }),
  }
}

export function restrict(app: Identity, scope: Scope): Remediation {
  return {
    text: `Keep ${app.name} from being let in again, once app approval is on.`,
    command: slackCall('admin.apps.restrict', { app_id: app.nativeId, team_id: scope.nativeId }),
  }
}

/** Without a view at hand: where the app is managed. */
export function manage(app: Identity): Remediation {
  return { text: `Look at ${app.name} under Manage apps > Installed apps, app id ${app.nativeId}.` }
}

export function reinstall(app: Identity): Remediation {
  return {
    text: `Have somebody who is here install ${app.name} again, best from an account that a team shares the duty for, and then take away what the other let in: the new installation has new tokens.`,
  }
}
