/** Words by which files say things that Muster has a word for. */
import { credentialKinds } from '../../../model/index.ts'
import type { CredentialKind, IdentityClass } from '../../../model/index.ts'

const plain = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/[^a-z\d]+/g, ' ')
    .trim()

const yes = new Set(['true', 'yes', 'y', '1', 'on', 'active', 'enabled', 'valid', 'live'])
const no = new Set(
  'false|no|n|0|off|inactive|disabled|revoked|suspended|blocked|locked|expired|deleted|deactivated|archived'.split('|'),
)

/** undefined: it says neither. */
export function yesOrNo(text: string): boolean | undefined {
  const word = plain(text)
  return yes.has(word) ? true : no.has(word) ? false : undefined
}

/** Somebody looked, and there is none. */
export function saysNone(text: string): boolean {
  return /^(?:never|none|no expiry|no expiration|does not expire|unlimited|infinite|forever)$/.test(plain(text))
}

/** Somebody did not look; as AWS has it in its report of credentials, `no_information` and `not_supported`. */
export function saysUnknown(text: string): boolean {
  return /^(?:unknown|n\/?a|null|nil|\?+|-+|not[_ ](?:available|applicable|supported)|no[_ ]information)$/i.test(
    text.trim(),
  )
}

const classes: readonly (readonly [RegExp, IdentityClass])[] = [
  [/\b(?:ai|llm|agent|copilot|assistant)\b/, 'ai'],
  [/\b(?:human|person|people|employee|user|contractor)\b/, 'human'],
  [/\b(?:machine|service|non human|nhi|bot|workload|application|app|system|robot|device|automation)\b/, 'machine'],
]

/** undefined: none of its words says so. A service account of a user is a machine’s all the same. */
export function classOf(text: string): IdentityClass | undefined {
  const words = plain(text)
  const exact = (['human', 'machine', 'ai', 'unknown'] as const).find((each) => each === words)
  if (exact !== undefined) return exact
  const found = classes.filter(([pattern]) => pattern.test(words)).map(([, of]) => of)
  return found.includes('machine') && found.includes('human') ? 'machine' : found[0]
}

const kinds: readonly (readonly [RegExp, CredentialKind])[] = [
  [/\b(?:access key|accesskey)\b/, 'access-key'],
  [/\b(?:client secret|clientsecret|app secret)\b/, 'client-secret'],
  [/\b(?:certificate|cert|x509|tls|ssl)\b/, 'certificate'],
  [/\b(?:api key|apikey|api token)\b/, 'api-key'],
  [/\b(?:ssh|ssh key|deploy key)\b/, 'ssh-key'],
  [/\b(?:federated|federation|oidc|workload identity)\b/, 'federated'],
  [/\b(?:session)\b/, 'session'],
  [/\b(?:password|passphrase|database credential|login)\b/, 'password'],
  [/\b(?:token|pat|bearer|jwt)\b/, 'token'],
]

export function credentialKindOf(text: string): CredentialKind | undefined {
  const exact = credentialKinds.find((kind) => kind === text.trim().toLowerCase())
  return exact ?? kinds.find(([pattern]) => pattern.test(plain(text)))?.[1]
}

/** An address, as owners are best known by. */
export function isAddress(text: string): boolean {
  return /^[^\s@<>,;:"]{1,64}@[\w-]+(?:\.[\w-]+)+$/.test(text)
}
