/** Who let an app in, and whether they are still here: by Slack's own word, and by every directory that was read. */
import type { View } from '../../inventory/view.ts'
import { isKnown } from '../../model/index.ts'
import type { Evidence } from '../../model/index.ts'
import { personOf } from '../people.ts'
import { slackEntity, slackUserFacts } from './slack-facts.ts'

export interface Installer {
  readonly id: string
  /** The address, or where it is not known the user id. */
  readonly name: string
  readonly standing: 'active' | 'gone' | 'unknown'
  /** Gone by Slack's account alone: a directory still has them. */
  readonly stillHere: boolean
  /** Who says so, in words, Slack first: `Slack workspace acme: lisa@acme.example is deactivated`. */
  readonly words: readonly string[]
  readonly evidence: readonly Evidence[]
}

/** One of them who is gone by any witness is gone: Slack's account is often forgotten, and a directory may not be read. */
export function installerOf(userId: string, view: View): Installer {
  const id = slackEntity(view.scope, 'user', userId)
  const user = view.identity(id)
  if (user === undefined) return { id, name: userId, standing: 'unknown', stillHere: false, words: [], evidence: [] }
  const { email, deleted, updatedAt } = slackUserFacts(user)
  const name = isKnown(email) ? email : userId
  const person = isKnown(email) ? personOf(view, email) : undefined
  const since = isKnown(updatedAt) ? ` since ${updatedAt.slice(0, 10)} or before` : ''
  const bySlack = isKnown(deleted)
    ? [
        {
          words: `Slack workspace ${view.scope.name}: ${name} is ${deleted ? `deactivated${since}` : 'active'}`,
          evidence: { source: 'users.list', detail: `user ${userId}, deleted ${deleted}` },
        },
      ]
    : []
  const gone = deleted === true || person?.status === 'gone'
  const standing = gone ? 'gone' : deleted === false && person?.status !== 'unknown' ? 'active' : 'unknown'
  return {
    id,
    name,
    standing,
    stillHere: gone && person?.status === 'active',
    words: [...bySlack.map(({ words }) => words), ...(person?.evidence ?? [])],
    evidence: [...bySlack.map(({ evidence }) => evidence), ...(person?.read ?? [])],
  }
}
