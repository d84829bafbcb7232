/** What Anthropic means by its refusals: https://platform.claude.com/docs/en/api/errors */
import type { Failure } from '../contract.ts'
import type { Answer, Asked } from '../shared/vendor/index.ts'
import { textAt, waitOf, wordsOf } from '../shared/vendor/index.ts'

/** A key that calls models is no key at all to the Admin API, which says no more than that: `invalid x-api-key`. */
export function refusalOf(key: string): (answer: Answer, asked: Asked) => Failure | undefined {
  return (answer, asked) => {
    const failure = refusal(answer, asked)
    if (failure !== undefined || answer.status !== 401 || !key.startsWith('sk-ant-api')) return failure
    const wrong = 'The key is one that calls models (sk-ant-api…); it takes an Admin API key (sk-ant-admin01-…).'
    return { kind: 'failed', detail: `${wrong} ${wordsOf('Anthropic', answer)}` }
  }
}

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
