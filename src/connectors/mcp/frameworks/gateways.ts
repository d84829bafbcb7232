/** What stands between programs and models, and what tries models out. */
import { isTable } from '../../shared/mcp-server.ts'
import type { Table } from '../../shared/mcp-server.ts'
import { serversOf } from '../map/servers.ts'
import { tableAt } from '../map/settings.ts'
import { textsIn } from './contract.ts'
import type { Entry, Framework } from './contract.ts'

/** https://docs.litellm.ai/docs/proxy/configs; the file has no fixed name, so that what says nothing of it is left aside. */
export const litellm: Framework = {
  client: 'litellm',
  named: (name, folder) =>
    /^(?:[\w.-]*litellm[\w.-]*|proxy_(?:server_)?config)\.ya?ml$/i.test(name) ||
    (/^config\.ya?ml$/.test(name) && /(?:^|\/)[\w-]*litellm[\w-]*$/i.test(folder)),
  format: 'yaml',
  read: (table) => {
    const list = Array.isArray(table['model_list']) ? table['model_list'] : []
    const models = list.filter((each) => isTable(each) && isTable(each['litellm_params']))
    if (models.length === 0) return undefined
    const names = textsIn(models.map((each: Table) => tableAt(each, 'litellm_params')['model']))
    return {
      agents: [
        {
          kind: 'model-gateway',
          name: 'litellm',
          ai: { kind: 'model-integration', vendor: 'LiteLLM', models: names, confidence: 1 },
          entries: pick(
            table,
            'model_list|general_settings|litellm_settings|router_settings|environment_variables|credential_list',
          ),
        },
      ],
      servers: serversOf(table, { servers: ['mcp_servers'] }),
    }
  },
}

/** https://www.promptfoo.dev/docs/configuration/reference: a trial of models is nobody; its keys are keys all the same. */
export const promptfoo: Framework = {
  client: 'promptfoo',
  named: (name) => /^promptfooconfig(?:\.[\w-]+)*\.(?:ya?ml|json)$/.test(name),
  // JSON is YAML.
  format: 'yaml',
  read: (table) =>
    table['providers'] === undefined && table['targets'] === undefined
      ? undefined
      : { agents: [], entries: pick(table, 'providers|targets|env|defaultTest|redteam') },
}

/** https://vercel.com/docs/project-configuration: variables may stand in it; most files say nothing of models. */
export const vercel: Framework = {
  client: 'vercel',
  named: (name) => name === 'vercel.json',
  format: 'json',
  read: (table) => ({
    agents: [],
    entries: [...pick(table, 'env'), ...pick(tableAt(table, 'build'), 'env')],
    modelsOnly: true,
  }),
}

function pick(table: Table, keys: string): readonly Entry[] {
  return keys.split('|').flatMap((key) => (Object.hasOwn(table, key) ? [[key, table[key]] as const] : []))
}
