/** Patterns as AWS writes them, as regular expressions; none regards case. */

/** `s3:Get*`: `*` is any run of characters, `?` exactly one. */
export function actionPattern(pattern: string): RegExp {
  const source = pattern
    .replaceAll(/\*+/g, '*')
    .replaceAll(/[.*+?^${}()|[\]\\]/g, (character) =>
      character === '*' ? '.*' : character === '?' ? '.' : `\\${character}`,
    )
  return new RegExp(`^${source}$`, 'is')
}

const made = new Map<string, RegExp>()

/**
 * `iam:ResourceTag/${TagKey}`: what the service leaves to the user stands in braces or angle brackets, or is called
 * `tag-key`, or is left out after the slash (`glacier:ResourceTag/`).
 * https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
export function keyPattern(template: string): RegExp {
  const known = made.get(template)
  if (known) return known
  const source = template
    .split(/\$\{[^}]*\}|<[^>]*>|(?<=\/)tag-key$|(?<=\/)$/)
    .map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`))
    .join('.+')
  const pattern = new RegExp(`^${source}$`, 'i')
  made.set(template, pattern)
  return pattern
}
