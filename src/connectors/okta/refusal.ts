/** What Okta's refusals mean, by its own codes: https://developer.okta.com/docs/reference/error-codes/ */
import type { Failure } from '../contract.ts'
import { denied, licensed, textAt, wordsOf } from '../shared/vendor/index.ts'
import type { Answer, Asked } from '../shared/vendor/index.ts'

/** `by`: what was signed in with; an API token has no scopes, it may what its owner may. */
export const refusalFor = (by: 'application' | 'token') => (answer: Answer, asked: Asked) => refusal(by, answer, asked)

function refusal(by: 'application' | 'token', answer: Answer, asked: Asked): Failure | undefined {
  const { status, data } = answer
  if (status !== 401 && status !== 403) return undefined
  const said = wordsOf('Okta', answer)
  // The organization does not have what is asked for.
  if (textAt(data, 'errorCode') === 'E0000015') return { kind: 'unlicensed', detail: licensed(asked, said) }
  if (status === 401) return undefined
  if (/insufficient_scope/.test(answer.header('www-authenticate') ?? ''))
    return denied(asked, `The token lacks the scope ${asked.permission}. ${said}`)
  return denied(asked, `${said} ${allowed[by]}`)
}

const allowed = {
  application: 'The scope alone is not enough: a role of administrators has to allow it, too.',
  token: 'An API token may what its owner may: a role of administrators has to allow it to that account.',
} as const
