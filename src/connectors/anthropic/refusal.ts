/** What Anthropic means by its refusals: https://platform.claude.com/docs/en/api/errors */
import type { Failure } from '../contract.ts'
import type { Answer, Asked } from '../shared/vendor/index.ts'
import { textAt, waitOf, wordsOf } from '../shared/vendor/index.ts'

/** undefined: the status alone says it. */
export function refusal(answer: Answer, { permission }: Asked): Failure | undefined {
  const { status } = answer
  if (status < 400) return undefined
  const type = textAt(answer.data, 'error.type')
  const said = textAt(answer.data, 'error.message') ?? ''
  const detail = wordsOf('Anthropic', answer)
  if (type === 'permission_error') return { kind: 'denied', detail, permission }
  // The wrong sort of key for this address: https://platform.claude.com/docs/en/manage-claude/wif-admin-api
  if (status === 401 && /oauth|org:admin|admin (?:api )?key/i.test(said)) return { kind: 'denied', detail, permission }
  if (type === 'overloaded_error') return { kind: 'transient', detail, ...waitOf(answer) }
  return undefined
}
