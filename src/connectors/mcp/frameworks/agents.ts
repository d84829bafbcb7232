/** Frameworks that name their agents in a file. */
import { isTable } from '../../shared/mcp-server.ts'
import type { Table } from '../../shared/mcp-server.ts'
import { tableAt } from '../map/settings.ts'
import { textsIn } from './contract.ts'
import type { Framework, GivenAgent } from './contract.ts'

/** https://docs.langchain.com/langsmith/cli#configuration-file */
export const langgraph: Framework = {
  client: 'langgraph',
  named: (name) => name === 'langgraph.json',
  format: 'json',
  read: (table) => {
    const graphs = table['graphs']
    if (!isTable(graphs)) return undefined
    // `env` is the variables themselves, or the path of a file that has them.
    const entries = isTable(table['env']) ? [['env', table['env']] as const] : []
    return { agents: Object.keys(graphs).map((name) => agent(name, 'LangChain', [])), entries }
  },
}

/** https://docs.crewai.com/en/concepts/agents#yaml-configuration-recommended */
export const crewai: Framework = {
  client: 'crewai',
  named: (name) => /^agents\.ya?ml$/.test(name),
  format: 'yaml',
  read: (table) => {
    const found = Object.entries(table).flatMap(([name, settings]) =>
      isCrew(settings) ? [[name, settings] as const] : [],
    )
    if (found.length === 0) return undefined
    return {
      agents: found.map(([name, settings]) => ({
        ...agent(name, 'CrewAI', textsIn([settings['llm'], tableAt(settings, 'llm')['model']])),
        entries: ['llm', 'function_calling_llm', 'mcps', 'embedder', 'tools'].flatMap((key) =>
          settings[key] === undefined ? [] : [[key, settings[key]] as const],
        ),
      })),
    }
  },
}

/** Other files of that name are lists of something else. */
function isCrew(settings: unknown): settings is Table {
  return isTable(settings) && ['role', 'goal', 'backstory'].every((key) => typeof settings[key] === 'string')
}

/**
 * https://github.com/aws/bedrock-agentcore-starter-toolkit/blob/main/src/bedrock_agentcore_starter_toolkit/utils/runtime/schema.py
 */
export const agentcore: Framework = {
  client: 'agentcore',
  named: (name) => name === '.bedrock_agentcore.yaml',
  format: 'yaml',
  read: (table) => ({
    agents: Object.entries(tableAt(table, 'agents')).flatMap(([name, settings]) =>
      isTable(settings)
        ? [
            {
              ...agent(name, 'Amazon Web Services', []),
              entries: ['api_key_env_var_name', 'oauth_configuration', 'authorizer_configuration'].flatMap((key) =>
                settings[key] === undefined ? [] : [['settings', { [key]: settings[key] }] as const],
              ),
              runsAs: tableAt(settings, 'aws')['execution_role'],
            },
          ]
        : [],
    ),
  }),
}

function agent(name: string, vendor: string, models: readonly string[]): GivenAgent {
  return { kind: 'agent', name, ai: { kind: 'agent', vendor, models, confidence: 1 }, entries: [] }
}
