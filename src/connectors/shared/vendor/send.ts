/** One request, one answer, whatever its status. Each question is asked once; the engine asks again. */

export interface Answer {
  readonly status: number
  readonly header: (name: string) => string | undefined
  /** Text where it is no JSON. */
  readonly data: unknown
}

export interface Question {
  readonly method: 'GET' | 'POST'
  readonly url: string
  readonly headers: { readonly [name: string]: string }
  readonly body?: string
  readonly signal: AbortSignal
}

export type Send = (question: Question) => Promise<Answer>

/** Rejects only where no whole answer came: then with the error of the connection. A redirect is an answer: what signs a request goes nowhere but where it was meant to go. */
export const send: Send = async ({ method, url, headers, body, signal }) => {
  const response = await fetch(url, {
    method,
    signal,
    redirect: 'manual',
    headers: { accept: 'application/json', 'user-agent': 'nhi-muster', ...headers },
    ...(body === undefined ? {} : { body }),
  })
  const text = await response.text()
  return { status: response.status, header: (name) => response.headers.get(name) ?? undefined, data: parsed(text) }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
