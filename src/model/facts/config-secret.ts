/** A value in a configuration that looks like a credential. The value itself was dropped. */
export type ConfigSecret = {
  /** Where it stood: the environment variable's or parameter's name. */
  readonly name: string
  /** What it looks like: `aws-access-key`, `openai-api-key`, `private-key` …; `named-secret` when only the name says so. */
  readonly looksLike: string
  readonly by: 'value' | 'name'
  /** HMAC of the value under the installation's key: equal values meet, nothing can be read back. */
  readonly fingerprint?: string
}
