/** How a step signs in to a cloud: by a token of the run, or by a secret that lasts. */
import type { CloudLogin } from '../../../model/facts/github.ts'
import { expressionsIn, namesIn } from './workflow-expressions.ts'
import { identityOf, referenceIn, resolved } from './workflow-env.ts'
import type { Env } from './workflow-env.ts'
import { tableOf, textAt } from './workflow-yaml.ts'
import type { YamlTable, YamlText } from './workflow-yaml.ts'

const roleForm = /^arn:aws[\w-]*:iam::\d{12}:role\/[\w+=,.@/-]{1,512}$/
const keyIdForm = /^(?:AKIA|ASIA)[A-Z0-9]{16}$/
const guidForm = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
const serviceAccountForm = /^[\w.-]{1,100}@[\w.-]{1,100}\.gserviceaccount\.com$/
const providerForm =
  /^projects\/[\w-]{1,64}\/locations\/[\w-]{1,64}\/workloadIdentityPools\/[\w-]{1,64}\/providers\/[\w-]{1,64}$/

/** Of a step with `uses`. Inputs: the README of each action. */
export function loginOfAction(uses: string, step: YamlTable, env: Env): CloudLogin | undefined {
  const action = (uses.split('@')[0] ?? '').toLowerCase()
  const given = tableOf(step.entries.get('with'))
  const line = step.entries.get('uses')?.line ?? step.line
  if (action === 'aws-actions/configure-aws-credentials') return awsLogin(action, given, env, line)
  if (action === 'azure/login') return azureLogin(action, given, env, line)
  if (action === 'google-github-actions/auth') return gcpLogin(action, given, env, line)
  return undefined
}

function awsLogin(by: string, given: YamlTable | undefined, env: Env, line: number): CloudLogin | undefined {
  const role = textAt(given, 'role-to-assume')
  const keyId = textAt(given, 'aws-access-key-id')
  const isStatic = filled(keyId) && !filled(textAt(given, 'web-identity-token-file'))
  if (!isStatic && !filled(role)) return undefined
  if (!isStatic) return { cloud: 'aws', by, with: 'oidc', ...identityOf(role, env, roleForm), line }
  const { reference } = identityOf(keyId, env, keyIdForm)
  const identity = filled(role) ? identityOf(role, env, roleForm) : identityOf(keyId, env, keyIdForm)
  return { cloud: 'aws', by, with: 'static', ...identity, ...(reference === undefined ? {} : { reference }), line }
}

function azureLogin(by: string, given: YamlTable | undefined, env: Env, line: number): CloudLogin | undefined {
  const creds = textAt(given, 'creds')
  if (filled(creds)) return { cloud: 'azure', by, with: 'static', ...secretBehind(creds, env), line }
  const client = textAt(given, 'client-id')
  if (!filled(client) || textAt(given, 'auth-type')?.toUpperCase() === 'IDENTITY') return undefined
  return { cloud: 'azure', by, with: 'oidc', ...identityOf(client, env, guidForm), line }
}

function gcpLogin(by: string, given: YamlTable | undefined, env: Env, line: number): CloudLogin | undefined {
  const key = textAt(given, 'credentials_json')
  if (filled(key)) return { cloud: 'gcp', by, with: 'static', ...secretBehind(key, env), line }
  const provider = textAt(given, 'workload_identity_provider')
  if (!filled(provider)) return undefined
  const account = textAt(given, 'service_account')
  const identity = filled(account)
    ? identityOf(account, env, serviceAccountForm)
    : identityOf(provider, env, providerForm)
  return { cloud: 'gcp', by, with: 'oidc', ...identity, line }
}

/** The secret itself says whose it is, and nobody here reads it. */
function secretBehind(given: string | undefined, env: Env): Pick<CloudLogin, 'identity' | 'reference'> {
  const reference = referenceIn(expressionsIn(resolved(given ?? '', env)))
  return { identity: { unknown: 'not-collected' }, ...(reference === undefined ? {} : { reference }) }
}

function filled(text: string | undefined): boolean {
  return text !== undefined && text.trim() !== ''
}

const secretVariables = [
  { name: 'AWS_ACCESS_KEY_ID', cloud: 'aws' },
  { name: 'AZURE_CLIENT_SECRET', cloud: 'azure' },
  { name: 'ARM_CLIENT_SECRET', cloud: 'azure' },
  { name: 'GOOGLE_CREDENTIALS', cloud: 'gcp' },
] as const

/** Variables by which the tools of the clouds find a secret that lasts. */
export function loginsOfEnv(env: Env): readonly CloudLogin[] {
  return secretVariables.flatMap(({ name, cloud }): readonly CloudLogin[] => {
    const value = env.get(name)
    if (value === undefined) return []
    const text = resolved(value.text, env)
    const fromSecret = expressionsIn(text).some((expression) => namesIn(expression, 'secrets').length > 0)
    const isKeyId = cloud === 'aws' && keyIdForm.test(text.trim())
    if (!fromSecret && !isKeyId) return []
    const found = isKeyId ? identityOf(text, env, keyIdForm) : secretBehind(text, env)
    return [{ cloud, by: `env ${name}`, with: 'static', ...found, line: value.line }]
  })
}

const commands: readonly { readonly cloud: CloudLogin['cloud']; readonly by: string; readonly pattern: RegExp }[] = [
  {
    cloud: 'aws',
    by: 'aws configure',
    pattern: /\baws configure set (?:--\S+ \S+ )?aws_(?:access_key_id|secret_access_key)\b/,
  },
  { cloud: 'gcp', by: 'gcloud auth activate-service-account', pattern: /\bgcloud auth activate-service-account\b/ },
  { cloud: 'azure', by: 'az login --service-principal', pattern: /\baz login\b(?=[^\n]{0,400}--service-principal)/ },
]

/** Of a step with `run`. */
export function loginsOfScript(script: YamlText, env: Env): readonly CloudLogin[] {
  // A command that goes on over several lines is one.
  const text = script.text.replaceAll(/\\\r?\n[ \t]*/g, ' ')
  return commands.flatMap(({ cloud, by, pattern }): readonly CloudLogin[] => {
    const match = pattern.exec(text)
    if (match === null) return []
    const command = /^[^\n]{0,1000}/.exec(text.slice(match.index))?.[0] ?? ''
    const isFederated = /--federated-token|workload_?identity|--cred-file/i.test(command)
    const line = script.line
    if (isFederated) return [{ cloud, by, with: 'oidc', identity: { unknown: 'not-collected' }, line }]
    return [{ cloud, by, with: 'static', ...secretBehind(command, env), line }]
  })
}
