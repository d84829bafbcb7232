/** Tells secrets from settings in configuration that a vendor returns in the clear, and keeps neither. */
import type { ConfigSecret } from '../../model/facts/config-secret.ts'
import { harmlessNames, passwordWords, secretFormats, secretWords, vendorNames } from './secret-formats.ts'

/** What may remain of a configuration: what its secrets look like, and the ids of AWS keys, which are no secrets. */
export interface ConfigFacts {
  readonly configSecrets: readonly ConfigSecret[]
  readonly accessKeyIds: readonly string[]
}

interface Hit {
  readonly looksLike: string
  readonly by: 'value' | 'name'
  /** The secret part of the value. It must not leave this file but as a fingerprint. */
  readonly matched: string
}

const accessKeyId = /(?<![A-Z0-9])(?:AKIA|ASIA)[A-Z0-9]{16}(?![A-Z0-9])/g
const depthLimit = 12
const jsonWebToken = /(?<![\w-])eyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{20,}/
const namedSecret =
  /((?:\bsig|client_secret|client_assertion|AccountKey|SharedAccessKey|password|pwd|authorization)["']?\s*[=:]\s*["']?(?:Bearer\s+)?)[^\s&;"',]{6,}/gi

/**
 * Reads name and value pairs (environment variables, job arguments). Values that are JSON are read leaf by leaf;
 * a leaf is named `NAME.key`. `fingerprint` is the installation's HMAC.
 */
export function configFacts(
  entries: Iterable<readonly [string, unknown]>,
  fingerprint: (value: string) => string,
): ConfigFacts {
  const secrets = new Map<string, ConfigSecret>()
  const keyIds = new Set<string>()
  for (const [name, value] of entries) {
    for (const [path, text] of leaves(name, value, 0)) {
      for (const [id] of text.matchAll(accessKeyId)) keyIds.add(id)
      const hit = hitOf(path, text)
      if (!hit) continue
      const { looksLike, by } = hit
      secrets.set(path, { name: path, looksLike, by, fingerprint: fingerprint(hit.matched) })
    }
  }
  return {
    configSecrets: [...secrets.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1)),
    accessKeyIds: [...keyIds].toSorted(),
  }
}

/** What the value looks like, or `undefined` for a setting, a reference or a placeholder. */
export function secretShape(name: string, value: string): Pick<ConfigSecret, 'looksLike' | 'by'> | undefined {
  const hit = hitOf(name, value)
  return hit && { looksLike: hit.looksLike, by: hit.by }
}

/** Words of a vendor, such as of an error, with what looks like a secret left out: some repeat what they were sent. */
export function withoutSecrets(text: string): string {
  const left = mayHold.some((pattern) => pattern.test(text))
    ? everywhere.reduce((less, pattern) => less.replaceAll(pattern, '[secret]'), text)
    : text
  return left.replaceAll(namedSecret, '$1[secret]')
}

const patterns: readonly RegExp[] = [
  ...secretFormats.filter((format) => format.named === undefined).map(({ pattern }) => pattern),
  jsonWebToken,
]
/** Made once: files of millions of rows are looked through with them. */
const everywhere: readonly RegExp[] = patterns.map(({ source, flags }) => new RegExp(source, `${flags}g`))

/** All of them as one, for each way of taking letters: most texts hold no secret, and are looked through just once. */
const mayHold: readonly RegExp[] = [...Map.groupBy(patterns, ({ flags }) => flags)].map(
  ([flags, alike]) => new RegExp(alike.map(({ source }) => `(?:${source})`).join('|'), flags),
)

/** `dbPassword`, `db-password` and `db.password` become `DB_PASSWORD`. */
export function normalName(name: string): string {
  return name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replaceAll(/([A-Z])([A-Z][a-z])/g, '$1_$2')
    .replaceAll(/[^A-Za-z0-9]+/g, '_')
    .replaceAll(/^_+|_+$/g, '')
    .toUpperCase()
}

/** True where a name promises a secret: all that can be said where the value is not read. */
export function isSecretName(name: string): boolean {
  const normal = normalName(name)
  return secretWords.test(normal) && !harmlessNames.test(normal)
}

function* leaves(name: string, value: unknown, depth: number): Generator<readonly [string, string]> {
  if (depth > depthLimit) return
  if (typeof value === 'string') {
    const inner = depth < depthLimit ? parsed(value) : undefined
    if (inner === undefined) yield [name, value]
    else yield* leaves(name, inner, depth + 1)
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, child] of Object.entries(value)) yield* leaves(name ? `${name}.${key}` : key, child, depth + 1)
  }
}

function parsed(text: string): object | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? value : undefined
  } catch {
    return undefined
  }
}

function hitOf(path: string, raw: string): Hit | undefined {
  const bare = raw.trim().replace(/^(["'])(.*)\1$/s, '$2')
  const basic = basicCredentials(bare)
  if (basic) return basic
  const value = otherwise(bare.replace(/^(?:Bearer|Basic|Token|ApiKey|SSWS)\s+(?=\S+$)/i, ''))
  if (value.length < 8 || isReference(value)) return undefined
  const name = normalName(path)
  return byFormat(name, value) ?? byUrl(value) ?? byPair(value) ?? byName(name, path, value)
}

/** `${TOKEN:-value}` stands for the value where nothing else is given: it is there to be read all the same. */
function otherwise(value: string): string {
  const given = /^\$\{\w{1,100}:?-(.*)\}$/s.exec(value)?.[1]
  return given === undefined ? value : otherwise(given)
}

/** `Basic` and the base64 of `user:password`. */
function basicCredentials(value: string): Hit | undefined {
  const encoded = /^Basic\s+([A-Za-z0-9+/]{8,}={0,2})$/i.exec(value)?.[1]
  const password = /^[\x21-\x39\x3b-\x7e]*:([\x21-\x7e]{3,})$/.exec(
    Buffer.from(encoded ?? '', 'base64').toString('latin1'),
  )?.[1]
  if (!password || isReference(password) || isPlaceholder(password)) return undefined
  return { looksLike: 'basic-authorization', by: 'value', matched: password }
}

function byFormat(name: string, value: string): Hit | undefined {
  for (const { looksLike, pattern, named } of secretFormats) {
    if (named && !named.test(name)) continue
    const matched = pattern.exec(value)?.[0]
    if (matched && !isPlaceholder(matched)) return { looksLike, by: 'value', matched }
  }
  const jwt = jsonWebToken.exec(value)?.[0]
  return jwt && !isPublicJwt(jwt) ? { looksLike: 'json-web-token', by: 'value', matched: jwt } : undefined
}

/** Supabase's `anon` keys are meant for browsers: https://supabase.com/docs/guides/api/api-keys */
function isPublicJwt(jwt: string): boolean {
  return /"role"\s*:\s*"anon"/.test(Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString('utf8'))
}

function byUrl(value: string): Hit | undefined {
  const match = /(?<![\w+.-])[a-z][a-z0-9+.-]{1,30}:\/\/([^\s/:@]{0,256}):([^\s@/]{3,256})@[\w.[\]-]/i.exec(value)
  const [, user = '', password = ''] = match ?? []
  if (!match || isReference(password) || isPlaceholder(password) || password === user) return undefined
  return { looksLike: 'connection-string', by: 'value', matched: password }
}

/** `Server=…;User Id=…;Password=…` */
function byPair(value: string): Hit | undefined {
  if (
    !/;|\s/.test(value) ||
    !/(?:^|[;\s])(?:server|host|data source|endpoint|user id|uid|user|dbname)\s*=/i.test(value)
  )
    return undefined
  const password = /(?:^|[;\s])(?:password|pwd)\s*=\s*([^;\s]{3,256})/i.exec(value)?.[1]
  if (!password || isReference(password) || isPlaceholder(password)) return undefined
  return { looksLike: 'connection-string', by: 'value', matched: password }
}

function byName(name: string, path: string, value: string): Hit | undefined {
  if (harmlessNames.test(name) || !looksRandom(value, passwordWords.test(name))) return undefined
  const vendor = vendorNames.find(({ named }) => named.test(name))
  if (vendor) return { looksLike: vendor.looksLike, by: 'name', matched: value }
  return isSecretName(path) ? { looksLike: 'named-secret', by: 'name', matched: value } : undefined
}

/** Could be a secret at all: long enough, no sentence, no identifier, and of mixed characters. */
function looksRandom(value: string, password: boolean): boolean {
  if (/\s/.test(value) || isPlaceholder(value) || isPlain(value)) return false
  const classes = [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z0-9]/].filter((kind) => kind.test(value)).length
  if (password) return value.length >= 8 && (/\d/.test(value) ? classes >= 2 : classes >= 3)
  if (value.length < 16 || entropy(value) < 3) return false
  return (/\d/.test(value) && classes >= 2) || (value.length >= 24 && classes >= 2 && entropy(value) >= 4)
}

/** Numbers, dates, addresses, paths, identifiers made of words: settings, whatever their name promises. */
function isPlain(value: string): boolean {
  return (
    /^[\d.,:+\-TZ ]+$/.test(value) ||
    /^(?:https?|wss?|s3|gs|file|redis|amqp|tcp):\/\//i.test(value) ||
    (/^(?:~|\.{1,2})?\/[\w./@+-]*$/.test(value) && wordy(value)) ||
    /^[A-Za-z]:\\/.test(value) ||
    /^[\w.+-]+@[\w-]+(?:\.[\w-]+)+$/.test(value) ||
    (/^(?:[\w-]+\.)+[a-z]{2,24}(?::\d+)?$/.test(value) && wordy(value)) ||
    /^\$(?:2[abxy]|5|6|argon2id?|scrypt|pbkdf2[\w-]*)\$/.test(value) ||
    /^0x[0-9a-fA-F]{40}$/.test(value) ||
    // Ids of Stripe objects: https://docs.stripe.com/api
    /^(?:price|prod|acct|plan|cus|sub|we|tmpl)_[A-Za-z0-9]+$/.test(value) ||
    wordy(value.replace(generatedSuffix, ''))
  )
}

/** What CloudFormation and Secrets Manager append to names: `orders-DBSecret-1A2B3C4D5E6F`, `orders/db-AbCdEf`. */
const generatedSuffix = /-[A-Z0-9]{12,13}$|(?<=\/.*)-[A-Za-z0-9]{6}$/

/** Words, numbers and versions, joined by separators: `prod/orders-db/password-v2`. */
function wordy(value: string): boolean {
  const pieces = value.split(/[-_./:@+#|,]+/).filter(Boolean)
  const words = pieces.filter((piece) => /^(?:[A-Z]?[a-z]+|[A-Z]+)(?:[A-Z][a-z]+)*\d{0,2}$|^v?\d{1,10}$/.test(piece))
  const longest = Math.max(0, ...pieces.map((piece) => piece.length))
  return words.length === pieces.length && longest <= 24 && (pieces.length > 1 || !/\d/.test(value))
}

function isReference(value: string): boolean {
  return (
    /^arn:[\w-]+:/.test(value) ||
    /^(?:\{\{.*\}\}|\$\{.*\}|\$\(.*\)|#\{.*\}|\{[\w.-]+\}|\{(?:env|file):[^{}]*\}|%\(\w+\)s|%\{?\w+\}?%?|\$[A-Z_]\w*|<[^<>]*>|\[[A-Z_ ]+\])$/s.test(
      value,
    ) ||
    /\{\{resolve:(?:secretsmanager|ssm)/.test(value) ||
    value.startsWith('@Microsoft.KeyVault(') ||
    /^(?:ssm|secretsmanager|aws-secretsmanager|aws-ssm|secret|vault|op|sm|gsm|gcpsm|awssm|kms|env|file|bao|doppler|1password|keychain|keyring|secretref|encrypted|ref\+\w+):/i.test(
      value,
    ) ||
    /^projects\/[^/]+\/(?:secrets|locations)\//.test(value) ||
    // Names of managed secrets and of KMS keys.
    /^(?:[a-z]+![\w-]+|alias\/[\w/-]+|mrk-[0-9a-f]{32})$/.test(value) ||
    /^(?:secret\/(?:data\/)?|kv\/)[\w/-]+(?:#\w+)?$/.test(value) ||
    // Ciphertext: KMS blobs in base64 begin so, https://docs.aws.amazon.com/kms/latest/developerguide/concepts.html
    /^AQ[IE]CAH[A-Za-z0-9+/=]{40,}$/.test(value) ||
    /^(?:ENC\[|\$ANSIBLE_VAULT|age-encryption\.org|vault:v\d+:)/.test(value)
  )
}

const placeholderWords =
  /(?:change[-_]?(?:me|it|this)|replace[-_]?(?:me|this|with)|place[-_]?holder|your[-_]|example|sample|dummy|redacted|insert[-_]|fixme|not[-_]?(?:a|the)[-_]?real|not[-_]?set|(?<![a-z0-9])(?:to-?do|fake|mock)(?![a-z0-9]))/i

function isPlaceholder(value: string): boolean {
  return (
    placeholderWords.test(value) ||
    /^(.{1,8})\1{2,}$/s.test(value) ||
    /x{6,}|\*{3,}|\.{3,}|…|_{6,}|-{6,}(?!BEGIN|END|\s|$)/i.test(value.replaceAll(/-----[A-Z ]+-----/g, '')) ||
    /^(?:my|the)?[-_]?(?:super)?[-_]?(?:secret|password|passw0rd|passwd|pass|token|api-?key|key|admin|root|test|testing|default|none|null|undefined|postgres|guest|local|dev)[-_]?(?:key|token|password)?\d{0,4}$/i.test(
      value,
    ) ||
    /^(?:0123456789|123456789?|abcdef|abc123|qwerty|deadbeef)/i.test(value) ||
    new Set(value.replace(/^[\w-]{2,8}[-_](?=.{12})/s, '')).size <= 4
  )
}

/** Shannon entropy, bits per character. */
function entropy(value: string): number {
  const counts = new Map<string, number>()
  for (const letter of value) counts.set(letter, (counts.get(letter) ?? 0) + 1)
  return [...counts.values()].reduce((sum, n) => sum - (n / value.length) * Math.log2(n / value.length), 0)
}
