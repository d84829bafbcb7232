/** Actions and resources as they are typed: what cannot be one is refused, what is not known gets a suggestion. */
import { UsageError } from '../../config/errors.ts'
import { nearest } from '../../config/suggest.ts'
import { actionFacts, actionsOf, iamDataDate, services } from '../../analysis/effective/aws-actions/index.ts'

export interface Doubt {
  readonly message: string
  /** What may have been meant. */
  readonly meant: string | undefined
}

/** `undefined` for an action that is known. */
export function doubtOf(action: string): Doubt | undefined {
  const [service = '', name = ''] = action.split(':')
  if (!/^[\w-]+:\w+$/.test(action))
    throw new UsageError(
      `"${action}" is no action.`,
      /[*?]/.test(action)
        ? 'Ask about one action at a time, without wildcards, such as iam:PassRole.'
        : `Actions are SERVICE:NAME, such as ${elsewhere(action) ?? 'iam:PassRole'}.`,
    )
  if (actionFacts(action)) return undefined
  const known = actionsOf(service)
  const told = `AWS knew no action ${action} on ${iamDataDate}.`
  if (known === undefined) {
    const other = nearest(service, services())
    const there = other === undefined ? undefined : actionFacts(`${other}:${name}`)
    return { message: told, meant: there?.name ?? elsewhere(name) }
  }
  return {
    message: told,
    meant:
      nearest(
        `${service}:${name}`,
        known.map((each) => each.name),
      ) ?? elsewhere(name),
  }
}

/** The action of that name in the one service that has it. */
function elsewhere(name: string): string | undefined {
  const found = services().flatMap((service) => actionFacts(`${service}:${name}`)?.name ?? [])
  return found.length === 1 ? found[0] : undefined
}

export function checkResource(resource: string): void {
  if (resource === '*' || /^arn:[^:]+:[^:]+:[^:]*:[^:]*:.+$/.test(resource)) return
  throw new UsageError(
    `"${resource}" is no resource.`,
    /^[a-z0-9][a-z0-9.-]{2,62}(\/.*)?$/.test(resource) && !resource.includes(':')
      ? `Give its ARN, or * for all: a bucket of this name is arn:aws:s3:::${resource}.`
      : 'Give its ARN, or * for all.',
  )
}
