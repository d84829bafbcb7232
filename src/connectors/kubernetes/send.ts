/**
 * Requests over connections of the cluster's own: its authority, its name, a client certificate. `fetch` takes none of
 * these. Each question is asked once, and no redirect is followed: what signs it goes nowhere else.
 */
import { Agent as PlainAgent, request as plainRequest } from 'node:http'
import type { IncomingMessage } from 'node:http'
import { Agent, request } from 'node:https'
import type { AgentOptions } from 'node:https'
import type { Answer, Question } from '../shared/vendor/index.ts'
import type { Proof } from './credentials.ts'

export interface Line {
  readonly send: (question: Question, certificate: Proof['certificate']) => Promise<Answer>
  readonly close: () => void
}

export interface LineOptions {
  readonly ca?: string
  readonly serverName?: string
  /** False where the kubeconfig says so. */
  readonly verify: boolean
  readonly proxy?: Proxy
  readonly impersonated?: Impersonated
}

/** Headers that say as whom is asked; each value is a line of its own, as groups have to be. */
export type Impersonated = { readonly [header: string]: readonly string[] }

export interface Proxy {
  readonly HTTPS_PROXY: string
  readonly NO_PROXY?: string
}

export function lineTo({ ca, serverName, verify, proxy, impersonated = {} }: LineOptions): Line {
  const agents = new Map<string, Agent>()
  const plain = new PlainAgent({ keepAlive: true })
  const agentFor = (certificate: Proof['certificate']): Agent => {
    const known = agents.get(certificate?.cert ?? '')
    if (known !== undefined) return known
    const options: AgentOptions = {
      keepAlive: true,
      rejectUnauthorized: verify,
      ...(ca === undefined ? {} : { ca }),
      ...(serverName === undefined ? {} : { servername: serverName }),
      ...(proxy === undefined ? {} : { proxyEnv: { ...proxy } }),
      ...certificate,
    }
    const agent = new Agent(options)
    agents.set(certificate?.cert ?? '', agent)
    return agent
  }
  return {
    send: (question, certificate) =>
      exchange(question, question.url.startsWith('https:') ? agentFor(certificate) : plain, impersonated),
    close: () => {
      plain.destroy()
      for (const agent of agents.values()) agent.destroy()
    },
  }
}

async function exchange(
  { method, url, headers, body, signal }: Question,
  agent: Agent | PlainAgent,
  impersonated: Impersonated,
): Promise<Answer> {
  const ask = url.startsWith('https:') ? request : plainRequest
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>()
  const sent = { accept: 'application/json', 'user-agent': 'nhi-muster', ...impersonated, ...headers }
  const asked = ask(url, { method, agent, signal, headers: sent }, resolve)
  asked.on('error', reject)
  asked.end(body)
  try {
    const response = await promise
    const chunks: Buffer[] = []
    for await (const chunk of response) if (Buffer.isBuffer(chunk)) chunks.push(chunk)
    return answerOf(response, Buffer.concat(chunks).toString('utf8'))
  } catch (error) {
    if (signal.aborted) throw error
    throw new Error('The connection failed.', { cause: error })
  }
}

function answerOf({ statusCode = 0, headers }: IncomingMessage, text: string): Answer {
  return {
    status: statusCode,
    header: (name) => {
      const value = headers[name.toLowerCase()]
      return Array.isArray(value) ? value.join(', ') : value
    },
    data: parsed(text),
  }
}

function parsed(text: string): unknown {
  try {
    return withRows(JSON.parse(text))
  } catch {
    return text
  }
}

/** A list of nothing is written as null by servers that never filled it, as other APIs behind this one are. */
function withRows(data: unknown): unknown {
  const isEmptyList = typeof data === 'object' && data !== null && 'items' in data && data.items === null
  return isEmptyList ? { ...data, items: [] } : data
}
