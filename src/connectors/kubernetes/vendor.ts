/** What an API server's answers mean. https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/status/ */
import type { Failure } from '../contract.ts'
import { denied, textAt, waitOf, wordsOf } from '../shared/vendor/index.ts'
import type { Answer, Asked, Vendor } from '../shared/vendor/index.ts'
import type { Credentials, Proof } from './credentials.ts'
import type { Line } from './send.ts'

export const vendorName = 'Kubernetes'

/** How the sentence begins by which `rowsOf` knows that the rest of a list is gone. */
export const expired = 'The list was changed too much while it was read.'

/** kubectl asks up to fifty a second; an API server has more to do than to be scanned. */
const pace = { domain: 'api', perSecond: 20, burst: 20 } as const

export function vendorFor(server: string, line: Line, credentials: Credentials): Vendor {
  let certificate: Proof['certificate']
  const replaced = new WeakSet<Answer>()
  return {
    name: vendorName,
    base: server.replace(/\/+$/, ''),
    pace,
    sign: async (_, signal) => {
      const proof = await credentials.proof(signal)
      certificate = proof.certificate
      return proof.token === undefined ? {} : { authorization: `Bearer ${proof.token}` }
    },
    send: async (question) => {
      const answer = await line.send(question, certificate)
      const token = question.headers['authorization']?.replace(/^Bearer /, '')
      if (credentials.answered(token, answer.status === 401)) replaced.add(answer)
      return answer
    },
    refusal: (answer, asked) => refusalOf(answer, asked, replaced.has(answer)),
  }
}

function refusalOf(answer: Answer, asked: Asked, renewed: boolean): Failure | undefined {
  const { status } = answer
  const detail = wordsOf(vendorName, answer)
  if (status === 401 && renewed) return { kind: 'transient', detail }
  if (status === 401) return { kind: 'failed', detail: `${vendorName} refuses the sign-in. ${detail}` }
  if (status === 403) return denied(asked, detail)
  // Only of lists that go on: https://kubernetes.io/docs/reference/using-api/api-concepts/#410-gone-responses
  if (status === 410) return { kind: 'failed', detail: `${expired} ${detail}` }
  if (status === 406) return { kind: 'unsupported', detail }
  if (status === 429 || textAt(answer.data, 'reason') === 'TooManyRequests')
    return { kind: 'throttled', detail, ...waitOf(answer) }
  return undefined
}
