/** An agent, or what stands between agents and models, as a file of a framework tells of it. */
import type { FrameworkAgentFacts } from '../../../model/facts/mcp.ts'
import { entityId, unknown } from '../../../model/index.ts'
import type { Emission, Known } from '../../../model/index.ts'
import { safeName } from '../../shared/safe-names.ts'
import { secretShape } from '../../shared/secret-shapes.ts'
import type { GivenAgent } from '../frameworks/contract.ts'
import { idOf, placeOf } from '../place.ts'
import type { McpContext } from '../session.ts'
import { secretRecords } from './secret-records.ts'
import { givenIn } from './secrets.ts'
import type { GivenSecrets } from './secrets.ts'

interface Place {
  readonly client: string
  /** As it may be said. */
  readonly name: string
  readonly path: string
  readonly config: string
}

const mostModels = 50

export function agentRecords(
  context: McpContext,
  agent: GivenAgent,
  { client, name, path, config }: Place,
): { readonly records: readonly Emission[]; readonly given: GivenSecrets } {
  const nativeId = `${path}#${name}`
  const id = idOf(context, agent.kind, nativeId)
  const given = givenIn(agent.entries, context.io.fingerprint)
  const runsAs = roleIn(agent.runsAs)
  const models = [...new Set(agent.ai.models.map(safeName))].toSorted().slice(0, mostModels)
  const evidence = [`${agent.kind.replaceAll('-', ' ')} in ${nativeId}`, ...(agent.signs ?? [])]
  const facts: FrameworkAgentFacts = {
    path,
    client,
    credentials: given.credentials,
    runsAs,
    image: imageIn(agent.image),
  }
  const identity: Emission = {
    type: 'identity',
    id,
    ...placeOf(context),
    kind: agent.kind,
    nativeId,
    name,
    createdAt: unknown('unsupported'),
    enabled: unknown('unsupported'),
    class: 'ai',
    ai: { ...agent.ai, models, evidence },
    environment: null,
    purpose: null,
    tags: null,
    facts,
  }
  return {
    given,
    records: [
      identity,
      ...(typeof runsAs === 'string' ? [runsAsEdge(id, runsAs, path, name)] : []),
      ...secretRecords(context, { nativeId, id, config, path, holder: name }, given),
    ],
  }
}

function runsAsEdge(from: string, role: string, source: string, detail: string): Emission {
  const to = entityId('aws', role.split(':')[4] ?? '', 'iam-role', role)
  return { type: 'edge', kind: 'runs-as', from, to, level: 'configured', evidence: [{ source, detail }] }
}

function roleIn(value: unknown): Known<string> {
  if (typeof value !== 'string') return null
  return /^arn:aws[\w-]*:iam::\d{12}:role\/[\w+=,.@/-]{1,512}$/.test(value) ? value : unknown('failed')
}

/** `${REGISTRY}/app:${TAG}` says as much as is written. */
function imageIn(value: unknown): Known<string> {
  if (typeof value !== 'string' || value === '') return null
  return /^[\w./:@${}-]{1,300}$/.test(value) && secretShape('', value) === undefined ? value : unknown('failed')
}
