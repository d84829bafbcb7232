/**
 * Services of Compose that are a model, reach one, or are an MCP server; all others are nobody here, a database above
 * all. https://docs.docker.com/reference/compose-file/
 */
import type { AiFacet } from '../../../model/index.ts'
import { surest } from '../../shared/ai-facets.ts'
import { aiOfImage, imageName } from '../../shared/ai-images.ts'
import { aiOfSecretName } from '../../shared/ai-secret-names.ts'
import { entriesOf, isTable } from '../../shared/mcp-server.ts'
import type { Table } from '../../shared/mcp-server.ts'
import type { GivenServer } from '../map/servers.ts'
import { tableAt } from '../map/settings.ts'
import { textsIn } from './contract.ts'
import type { Entry, Framework, GivenAgent } from './contract.ts'

export const compose: Framework = {
  client: 'compose',
  named: (name) => /^(?:docker-)?compose(?:[.-][\w-]+)*\.ya?ml$/.test(name),
  format: 'yaml',
  read: (table) => {
    const services = Object.entries(tableAt(table, 'services')).flatMap(([name, service]) =>
      isTable(service) ? [{ name, service, variables: variablesOf(service) }] : [],
    )
    const servers = services.flatMap(({ name, service, variables }) => serverOf(name, service, variables) ?? [])
    const agents = services.flatMap(({ name, service, variables }) =>
      isServer(service) ? [] : (agentOf(name, service, variables, tableAt(table, 'models')) ?? []),
    )
    const left = services.filter(({ name }) => ![...servers, ...agents].some((each) => each.name === name))
    // What a store is given to call models with.
    const entries = left.map(({ name, variables }): Entry => [name, variables])
    return { agents, servers, entries, modelsOnly: true }
  },
}

/** Images of Docker's catalogue, and its gateway: https://docs.docker.com/ai/mcp-catalog-and-toolkit/mcp-gateway/ */
function isServer({ image }: Table): boolean {
  return (
    typeof image === 'string' &&
    /^(?:docker\.io\/)?(?:mcp\/[\w.-]+|docker\/(?:mcp-gateway|agents_gateway))$/.test(imageName(image))
  )
}

function serverOf(name: string, service: Table, env: Table): GivenServer | undefined {
  if (!isServer(service)) return undefined
  const settings = { command: 'docker', args: ['run', service['image'], ...wordsOf(service)], env }
  return { name, project: null, settings }
}

function agentOf(name: string, service: Table, variables: Table, models: Table): GivenAgent | undefined {
  const { image } = service
  if (typeof image === 'string' && isStore(image)) return undefined
  const own = isTable(service['models']) ? Object.keys(service['models']) : listOf(service['models'])
  const provider = tableAt(service, 'provider')
  const found = surest([
    typeof image === 'string' ? aiOfImage(image) : undefined,
    ...Object.keys(variables).map(aiOfSecretName),
    ...(own.length > 0 || provider['type'] === 'model' ? [modelOf('models of Compose')] : []),
  ])
  if (found === undefined || found.confidence < sure) return undefined
  const { evidence, ...ai } = found
  return {
    kind: 'compose-service',
    name,
    ai: {
      ...ai,
      models: textsIn([...own.map((each) => tableAt(models, each)['model']), tableAt(provider, 'options')['model']]),
    },
    signs: evidence,
    entries: [['environment', variables], ...entriesOf({ args: wordsOf(service) })],
    image,
  }
}

const sure = 0.7

/** https://docs.docker.com/reference/compose-file/models/ */
function modelOf(evidence: string): AiFacet {
  return { kind: 'model-integration', vendor: 'unknown', models: [], confidence: sure, evidence: [evidence] }
}

/** Keeps what models are fed with or say; a key of a vendor in its variables makes it no agent. */
function isStore(image: string): boolean {
  return /(?:^|\/)(?:[\w-]*(?:postgres(?:ql)?|pgvector|timescaledb)[\w-]*|mysql|mariadb|mongo|redis|valkey|memcached|rabbitmq|kafka|cp-kafka|elasticsearch|opensearch|clickhouse-server|minio|qdrant|weaviate|chroma|milvus|neo4j|cassandra|nginx|traefik|caddy)$/.test(
    imageName(image),
  )
}

/** As a map, or as a list of `NAME=value`. */
function variablesOf({ environment }: Table): Table {
  if (isTable(environment)) return environment
  return Object.fromEntries(
    listOf(environment).map((each) => {
      const at = each.indexOf('=')
      return at < 0 ? [each, null] : [each.slice(0, at), each.slice(at + 1)]
    }),
  )
}

function wordsOf({ command, entrypoint }: Table): readonly string[] {
  return [entrypoint, command].flatMap((each) => (typeof each === 'string' ? each.split(/\s+/) : listOf(each)))
}

function listOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? textsIn(value) : []
}
