/** The thin client: one request, one answer, whatever its status. Each question is asked once; the engine asks again. */

export interface Answer {
  readonly status: number
  readonly headers: { readonly [name: string]: string | undefined }
  /** Text where it is no JSON. */
  readonly data: unknown
}

export interface Question {
  readonly method: 'GET' | 'POST'
  readonly url: string
  readonly body?: unknown
  readonly headers?: { readonly [name: string]: string }
  readonly token?: string
  readonly signal: AbortSignal
}

export type Send = (question: Question) => Promise<Answer>

/** Rejects only where no whole answer came: then with the error of the connection. */
export const send: Send = async ({ method, url, body, headers, token, signal }) => {
  const response = await fetch(url, {
    method,
    signal,
    // A token goes nowhere but where it was meant to go.
    redirect: 'manual',
    headers: {
      accept: 'application/json',
      'user-agent': 'nhi-muster',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  return { status: response.status, headers: Object.fromEntries(response.headers), data: parsed(text) }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
