import type { AwsSession } from '../session.ts'

/** The ARN of a user by name, from what was read of the account; without that, as if it had no path. */
export function userArnOf(session: AwsSession, name: string): string {
  const { users, report } = session.facts
  const found =
    [...(users?.values() ?? [])].find((user) => user.name === name) ?? report?.rows.find(({ user }) => user === name)
  return found?.arn ?? `arn:${session.partition}:iam::${session.accountId}:user/${name}`
}
