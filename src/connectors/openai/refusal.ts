/** What OpenAI means by its refusals: https://developers.openai.com/api/docs/guides/error-codes */
import type { Failure } from '../contract.ts'
import type { Answer, Asked } from '../shared/vendor/index.ts'
import { textAt, wordsOf } from '../shared/vendor/index.ts'

/** With a key that calls models OpenAI speaks of scopes that no such key can have: then it is said what is the matter. */
export function refusalOf(key: string): (answer: Answer, asked: Asked) => Failure | undefined {
  return (answer, asked) => {
    const failure = refusal(answer, asked)
    const wrong = (answer.status === 401 || answer.status === 403) && /^sk-(?:proj|svcacct|service)-/.test(key)
    if (failure?.kind !== 'denied' || !wrong) return failure
    return {
      ...failure,
      detail: `The key is one of a project, which calls models; it takes an admin key (sk-admin-…). ${failure.detail}`,
    }
  }
}

/** undefined: the status alone says it. */
function refusal(answer: Answer, { permission }: Asked): Failure | undefined {
  const { status } = answer
  if (status < 400) return undefined
  const said = textAt(answer.data, 'error.message') ?? ''
  const detail = wordsOf('OpenAI', answer)
  if (status === 401 || status === 403) {
    // A key that lacks a scope is refused with either status, and the words name the scope.
    const [, scope] = /missing scopes?:\s*([\w.]+\w)/i.exec(said) ?? []
    if (scope !== undefined) return { kind: 'denied', detail, permission: scope }
    if (/insufficient permissions/i.test(said)) return { kind: 'denied', detail, permission }
  }
  // An address that it does not have at all; what only is not there has other words.
  if (status === 404 && /^invalid url/i.test(said)) return { kind: 'unsupported', detail }
  if (/audit log\w* (?:is|are) not (?:enabled|active)/i.test(said)) return { kind: 'unsupported', detail }
  // Money has run out, which no waiting mends.
  if (textAt(answer.data, 'error.code') === 'insufficient_quota') return { kind: 'failed', detail }
  return undefined
}
