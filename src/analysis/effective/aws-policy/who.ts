/** Who asks, read from an ARN or the name of a service. */

export interface Who {
  readonly kind:
    | 'user'
    | 'role'
    | 'session'
    | 'federated-user'
    | 'root'
    | 'service'
    | 'anonymous'
    /** An OIDC or SAML provider whose subject signs in. */
    | 'provider'
    | 'other'
  readonly principal: string
  readonly account: string | undefined
  /** Of the user, role, or service; without the path. */
  readonly name: string
  /** `aws:PrincipalArn`, as far as the principal tells it. */
  readonly principalArn: string | undefined
  readonly serviceLinked: boolean
}

/** Of the names of service-linked roles; a session tells its role's name, but not the path they stand under. */
const serviceLinkedPrefix = 'AWSServiceRoleFor'

const arnForm = /^arn:([^:]*):([^:]*):([^:]*):([^:]*):([^]*)$/
const accountForm = /^\d{12}$/
const serviceForm = /^[^:/]+\.(amazonaws\.com(\.cn)?|aws\.internal|amazon\.com)$/
const webIdentities = new Set([
  'accounts.google.com',
  'cognito-identity.amazonaws.com',
  'graph.facebook.com',
  'www.amazon.com',
])

/** The account that an ARN names; `undefined` when it names none, or an owner such as `aws`. */
export function accountOfArn(arn: string): string | undefined {
  let at = -1
  for (let part = 0; part < 4; part++) {
    at = arn.indexOf(':', at + 1)
    if (at < 0) return undefined
  }
  const account = arn.slice(at + 1, at + 13)
  return accountForm.test(account) && arn.charAt(at + 13) === ':' ? account : undefined
}

export function readPrincipal(principal: string): Who {
  const base = { principal, account: undefined, name: principal, principalArn: undefined, serviceLinked: false }
  if (principal === '*' || principal === '') return { ...base, kind: 'anonymous' }
  if (accountForm.test(principal)) return readPrincipal(`arn:aws:iam::${principal}:root`)
  if (webIdentities.has(principal)) return { ...base, kind: 'provider' }
  if (serviceForm.test(principal)) return { ...base, kind: 'service' }
  const [, partition = '', service = '', , owner = '', rest = ''] = arnForm.exec(principal) ?? []
  const account = accountForm.test(owner) ? owner : undefined
  const [type = '', ...path] = rest.split('/')
  const own = { ...base, account, name: path.at(-1) ?? rest, principalArn: principal }
  if (service === 'sts' && type === 'assumed-role') {
    const name = path[0] ?? ''
    const serviceLinked = name.startsWith(serviceLinkedPrefix)
    return { ...own, kind: 'session', name, principalArn: roleArn(partition, owner, name), serviceLinked }
  }
  if (service === 'sts' && type === 'federated-user') return { ...own, kind: 'federated-user', name: path.join('/') }
  if (service !== 'iam') return { ...own, kind: 'other' }
  if (type === 'user') return { ...own, kind: 'user' }
  if (type === 'role') return { ...own, kind: 'role', serviceLinked: path[0] === 'aws-service-role' }
  if (rest === 'root') return { ...own, kind: 'root' }
  if (type === 'oidc-provider' || type === 'saml-provider') {
    return { ...base, account, kind: 'provider' }
  }
  return { ...own, kind: 'other' }
}

/** Sessions do not tell their role's path: roles that AWS itself puts under a path stay unknown, others are taken to have none. */
function roleArn(partition: string, account: string, name: string): string | undefined {
  return /^AWS(ReservedSSO_|ServiceRoleFor)/.test(name) ? undefined : `arn:${partition}:iam::${account}:role/${name}`
}
