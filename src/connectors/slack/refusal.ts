/** What Slack's own error codes mean. Most come with status 200: https://docs.slack.dev/apis/web-api/#responses */
import type { Failure } from '../contract.ts'
import { withoutSecrets } from '../shared/secret-shapes.ts'
import { denied, licensed, textAt, waitOf } from '../shared/vendor/index.ts'
import type { Answer, Asked } from '../shared/vendor/index.ts'

type Kind = Failure['kind'] | 'sign-in' | 'not-ours'

const codes: readonly (readonly [kind: Kind, codes: readonly string[]])[] = [
  [
    'denied',
    [
      'missing_scope',
      'not_allowed_token_type',
      'no_permission',
      'not_allowed',
      'not_an_admin',
      'access_denied',
      'team_access_not_granted',
      'org_login_required',
      'ekm_access_denied',
      'user_is_restricted',
      'app_management_app_not_installed_on_org',
      'restricted_action',
      'accesslimited',
    ],
  ],
  [
    'unlicensed',
    [
      'paid_only',
      'paid_teams_only',
      'free_team_not_allowed',
      'feature_not_enabled',
      'plan_upgrade_required',
      'not_an_enterprise',
      'invalid_workspace',
      'team_not_authorized',
    ],
  ],
  ['sign-in', ['invalid_auth', 'not_authed', 'account_inactive', 'token_revoked', 'token_expired']],
  ['throttled', ['ratelimited', 'rate_limited']],
  ['transient', ['internal_error', 'fatal_error', 'service_unavailable', 'request_timeout', 'team_added_to_org']],
  ['unsupported', ['unknown_method', 'method_deprecated', 'deprecated_endpoint', 'enterprise_is_restricted']],
  ['not-ours', ['app_not_found', 'app_not_eligible', 'app_not_owned_by_manager_app', 'invalid_app_id', 'invalid_app']],
]
const kinds = new Map(codes.flatMap(([kind, list]) => list.map((code) => [code, kind] as const)))

/** undefined: it is the answer, or its status says it all. */
export function refusal(answer: Answer, asked: Asked): Failure | undefined {
  const { data, status } = answer
  const code = textAt(data, 'error')
  const said = typeof data === 'object' && data !== null && Reflect.get(data, 'ok') === false
  if (!said && (status < 400 || code === undefined)) return undefined
  // A proxy's own 5xx stays what it is, whatever it says.
  if (code === undefined || status >= 500) return undefined
  const detail = sentence(code, answer)
  if (status === 429) return { kind: 'throttled', detail, ...waitOf(answer) }
  const kind = kinds.get(code) ?? 'failed'
  switch (kind) {
    case 'denied':
      return denied({ ...asked, permission: asked.permission || needed(answer) }, detail)
    case 'unlicensed':
      return { kind, detail: licensed(asked, detail) }
    case 'sign-in':
      return { kind: 'failed', detail: `Slack refuses the sign-in. ${detail}` }
    case 'throttled':
      return { kind, detail, ...waitOf(answer) }
    case 'not-ours':
      return { kind: asked.absent === true ? 'absent' : 'failed', detail }
    default:
      return { kind, detail }
  }
}

/** `missing_scope` says what it wants and what it got, both lists of scopes. */
function sentence(code: string, { data }: Answer): string {
  const [needs, has] = [textAt(data, 'needed'), textAt(data, 'provided')]
  const more = [
    ...(needs === undefined ? [] : [`it needs ${needs}`]),
    ...(has === undefined ? [] : [`the token has ${has}`]),
  ]
  const words = `${withoutSecrets(code)}${more.length === 0 ? '' : ` (${more.join(', ')})`}`.replaceAll(/\s+/g, ' ')
  return `Slack answered ${words.slice(0, 400)}.${hints[code] === undefined ? '' : ` ${hints[code]}`}`
}

const hints: { readonly [code: string]: string } = {
  not_allowed_token_type:
    'It takes the token of a user, and for what concerns the organization one of an app that is installed on it.',
  app_management_app_not_installed_on_org: 'Install the app on the organization, not on one workspace.',
  accesslimited: 'Slack lets no requests in from this network.',
  paid_only: 'It takes a paid plan.',
}

function needed({ data }: Answer): string {
  return textAt(data, 'needed')?.split(',')[0] ?? ''
}
