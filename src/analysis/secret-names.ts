/** Whether a name says that what it names is a secret. Names only: for where the value is never read. */

const set = (words: string): ReadonlySet<string> => new Set(words.split(' '))

const secretWords = set(
  'password passwords passwd passphrase passcode pwd secret secrets token apikey apikeys apitoken authtoken accesstoken privatekey secretkey clientsecret credential credentials creds dsn',
)
const secretPairs = new Set(
  'api key|api keys|app key|access key|private key|secret key|signing key|encryption key|auth key|jwt key|hmac key|master key|account key|storage key|shared key|connection string|api token|api tokens|access tokens|webhook url'.split(
    '|',
  ),
)
/** Short forms that mean a secret only after what it is for: `DB_PASS`, `github-pat`. */
const shortForms = new Map([
  [
    'pass',
    set('db database user admin root smtp mail email ftp sftp ldap mysql postgres pg redis mongo rabbitmq login'),
  ],
  ['pat', set('github gitlab azure ado devops git bitbucket personal')],
])
/** What may follow the secret's own word: which one it is, where it counts, how it is written down. */
const qualifiers = set(
  'prod production prd live dev development staging stage stg test testing qa uat sandbox preprod nonprod' +
    ' old new current previous prev primary secondary main backup next first second default rw ro readonly master' +
    ' json yaml base base64 b64 pem string value text plain plaintext raw encoded data env' +
    ' us eu ap ca sa af me east west north south central northeast southeast' +
    ' db database postgres postgresql pg mysql mariadb redis mongo mongodb rds aurora oracle snowflake kafka rabbitmq' +
    ' github gitlab bitbucket slack stripe sendgrid twilio datadog newrelic sentry openai anthropic aws google gcp azure' +
    ' npm docker jira okta auth0 paypal salesforce smtp mail admin root app api web backend frontend internal external',
)
/** What a name begins with when it is a switch or a limit. */
const switches = set('use uses enable enabled disable has is allow require requires requested show min max')

/** `/orders/prod/db-password`, `ORDERS_API_KEY`, `clientSecret`: yes. `/orders/db-password-arn`, `token-ttl`: no. */
export function namesSecret(name: string): boolean {
  const words = wordsOf(name.split('/').findLast((part) => part !== '') ?? '')
  if (switches.has(words[0] ?? '') || words.includes('public')) return false
  const end = words.findLastIndex((word, index) => isSecretAt(words, index, word))
  return end >= 0 && words.slice(end + 1).every((word) => qualifiers.has(word))
}

/** `clientSecret_v2` is `client`, `secret`: numbers and versions say nothing. */
function wordsOf(name: string): readonly string[] {
  return name
    .replaceAll(/([a-z\d])([A-Z])/g, '$1 $2')
    .replaceAll(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .filter((word) => word !== '' && !/^v?\d+$/.test(word))
}

function isSecretAt(words: readonly string[], index: number, word: string): boolean {
  const before = words[index - 1] ?? ''
  return (
    secretWords.has(word) ||
    /(?:password|passwd|passphrase)$/.test(word) ||
    secretPairs.has(`${before} ${word}`) ||
    shortForms.get(word)?.has(before) === true
  )
}
