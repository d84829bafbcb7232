/** What a thin connector says of its vendor, once: where it is, how requests are signed, what a refusal means. */
import type { Call, CallSpec, Failure, StepContext } from '../../contract.ts'
import type { Answer, Send } from './send.ts'

export interface Vendor {
  /** For sentences: `Okta`. */
  readonly name: string
  /** Without a slash at the end: `https://acme.okta.com`. */
  readonly base: string
  /**
   * It answers under several hosts, and may name a further page under another one than was asked: that page is then asked
   * for at `base` all the same. Left out: such a page is refused.
   */
  readonly severalHosts?: true
  readonly send: Send
  /** The headers that say who asks, for this request: a bearer token, a key, a signature over method and address. */
  readonly sign: (question: Unsigned, signal: AbortSignal) => Promise<{ readonly [name: string]: string }>
  /** What an answer means by the vendor's own codes; undefined: by its status alone. Also of 200s that say `ok: false`. */
  readonly refusal?: (answer: Answer, asked: Asked) => Failure | undefined
  /** What shares a limit; left out: one domain, without a published rate. */
  readonly pace?: Pick<CallSpec, 'domain' | 'perSecond' | 'burst' | 'patient'>
}

export interface Unsigned {
  readonly method: 'GET' | 'POST'
  readonly url: string
  readonly body?: string
}

/** What a refusal is judged by. */
export interface Asked {
  readonly permission: string
  readonly absent?: true
  readonly optional?: true
  readonly licence?: string
}

/** What it takes to ask: a step's context will do. */
export interface Asker {
  readonly session: { readonly vendor: Vendor }
  readonly call: Call
  readonly gap?: StepContext<unknown>['gap']
}
