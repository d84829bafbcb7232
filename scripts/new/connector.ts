/** The files of a connector with one step, which compile and run as they are. */
export function connectorFiles(id: string): { readonly [path: string]: string } {
  const title = id.replaceAll(
    /(^|-)(\w)/g,
    (_whole, gap: string, letter: string) => `${gap === '' ? '' : ' '}${letter.toUpperCase()}`,
  )
  return {
    'index.ts': `/** ${title}: what it is, and which identities live there. */
import { z } from 'zod'
import { scopeId } from '../../model/index.ts'
import { defineConnector } from '../contract.ts'
import type { StepMeta } from '../contract.ts'
import { classify, connect } from './client.ts'
import type { Client } from './client.ts'
import { apps } from './steps/apps.ts'

const list = (steps: readonly StepMeta[]): string => [...new Set(steps.flatMap((step) => step.needs))].toSorted().join('\\n')

export const connector = defineConnector<Client, Client>()({
  meta: {
    id: '${id}',
    title: '${title}',
    steps: [{ id: 'apps', title: 'Apps and their tokens', tier: 'core', scopes: ['workspace'], needs: ['apps:read'], emits: ['apps'] }],
  },
  config: z.strictObject({
    endpoint: z.url().default('https://api.${id}.example').describe('Base address of the API.'),
    tokenEnv: z.string().default('${id.toUpperCase().replaceAll('-', '_')}_TOKEN').describe('Environment variable that holds the token.'),
  }),
  connect,
  async *scopes(client) {
    yield { id: scopeId('${id}', 'workspace', client.workspace), provider: '${id}', kind: 'workspace', nativeId: client.workspace, name: client.workspace }
  },
  open: async (client) => ({ session: client }),
  classify,
  permissions: { native: list, terraform: list, list },
  steps: { apps },
})
`,
    'client.ts': `/** The only file that speaks to ${title}. */
import type { ConnectorIo, Failure } from '../contract.ts'
import { ConfigError } from '../errors.ts'

export interface Client {
  readonly workspace: string
  readonly get: (path: string, signal: AbortSignal) => Promise<unknown>
}

class Refused extends Error {
  readonly status: number
  constructor(status: number, message: string) {
    super(message)
    this.status = status
  }
}

export async function connect(config: { readonly endpoint: string; readonly tokenEnv: string }, io: ConnectorIo): Promise<Client> {
  const token = io.env(config.tokenEnv)
  if (token === undefined) throw new ConfigError(\`\${config.tokenEnv} is not set.\`, 'Put the token into that variable, or name another with tokenEnv.')
  const get = async (path: string, signal: AbortSignal): Promise<unknown> => {
    const answer = await fetch(new URL(path, config.endpoint), { signal, headers: { authorization: \`Bearer \${token}\` } })
    if (!answer.ok) throw new Refused(answer.status, \`\${path}: \${answer.status}\`)
    return answer.json()
  }
  return { workspace: new URL(config.endpoint).hostname, get }
}

export function classify(error: unknown): Failure {
  const detail = error instanceof Error ? error.message : String(error)
  if (!(error instanceof Refused)) return { kind: 'transient', detail }
  if (error.status === 401 || error.status === 403) return { kind: 'denied', detail }
  if (error.status === 404) return { kind: 'absent', detail }
  if (error.status === 429) return { kind: 'throttled', detail }
  return { kind: error.status >= 500 ? 'transient' : 'failed', detail }
}
`,
    'steps/apps.ts': `/** Every app of the workspace, and the token it acts with. */
import { entityId } from '../../../model/index.ts'
import type { StepContext } from '../../contract.ts'
import type { Client } from '../client.ts'

interface App {
  readonly id: string
  readonly name: string
  readonly created: string
}

export async function apps({ scope, session, call, emit }: StepContext<Client>): Promise<void> {
  const found = (await call({ operation: 'apps:list', permission: 'apps:read', domain: 'api' }, (signal) => session.get('/apps', signal))) as readonly App[]
  for (const app of found)
    emit({
      type: 'identity', id: entityId('${id}', scope.nativeId, 'app', app.id), provider: '${id}', scope: scope.id, kind: 'app', nativeId: app.id,
      name: app.name, createdAt: app.created, enabled: true, class: 'machine', environment: null, purpose: null, tags: null, facts: {},
    })
}
`,
    'README.md': `# ${title}

What it reads, with which permission, and what it never asks for.
`,
  }
}
