/** Whether a name says that what it names is a secret. Names only: for where the value is never read. */

const secretWords = new Set(
  'password passwd passphrase pwd secret secrets token apikey apitoken authtoken accesstoken privatekey secretkey clientsecret credential credentials dsn'.split(
    ' ',
  ),
)
const secretPairs = new Set(
  'api key|access key|private key|secret key|signing key|encryption key|auth key|connection string|api token|webhook url'.split(
    '|',
  ),
)
/** What a name ends with when it tells something about a secret, rather than being it. */
const about = new Set(
  'arn id ids name names path url uri endpoint host ttl length policy expiry expires expiration rotation version region enabled count limit max min type issuer audience schedule days hours hash algorithm bucket table queue topic role public'.split(
    ' ',
  ),
)

/** `/orders/prod/db-password`, `ORDERS_API_KEY`, `clientSecret`: yes. `/orders/db-password-arn`, `token-ttl`: no. */
export function namesSecret(name: string): boolean {
  const last = name.split('/').findLast((part) => part !== '') ?? ''
  const words = last
    .replaceAll(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .filter((word) => word !== '' && !/^\d+$/.test(word))
  const pairs = words.slice(1).map((word, index) => `${words[index]} ${word}`)
  if (pairs.at(-1) === 'webhook url') return true
  if (words.length === 0 || about.has(words.at(-1) ?? '')) return false
  if (words.includes('public') || words.includes('max')) return false
  return words.some((word) => secretWords.has(word)) || pairs.some((pair) => secretPairs.has(pair))
}
