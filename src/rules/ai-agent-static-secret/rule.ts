import { agentConfigFacts } from '../../analysis/effective/mcp-facts.ts'
import { counted } from '../../analysis/time.ts'
import type { ConfigSecret } from '../../model/facts/config-secret.ts'
import { defineRule, fail, pass } from '../contract.ts'
import { modelControls } from '../shared/ai-controls.ts'
import { enumerated } from '../shared/lists.ts'

export const rule = defineRule({
  id: 'ai-agent-static-secret',
  title: 'Configuration of an AI client or agent holds a secret in the clear',
  severity: 'high',
  provider: 'mcp',
  subject: 'resource',
  kinds: ['agent-config'],
  reads: ['mcp.servers', 'mcp.frameworks', 'mcp.env-files'],
  messages: { secrets: '{path} holds {secrets} in the clear: {names}.' },
  frameworks: modelControls('secret-leakage', { 'owasp-nhi-2025': ['NHI2:2025', 'NHI7:2025'] }),
  remediation: (config) => [
    {
      text: 'Replace each of them where it was issued: whoever could read the file has had it, and so has the model that reads files.',
    },
    {
      text: `In ${config.name}, refer to the new one by the name of an environment variable, or let the client ask for it; the pages of the client say how.`,
    },
    {
      text: 'If the file is kept in a repository, take the old value out of its history as well.',
      command: 'git log --oneline --all -- PATH',
    },
  ],
  check(config) {
    const { configSecrets, path, client } = agentConfigFacts(config)
    if (configSecrets.length === 0) return pass
    const names = configSecrets.map(({ name }) => name).toSorted()
    return fail('secrets', {
      values: {
        path,
        secrets: counted(configSecrets.length, 'value that looks like a secret', 'values that look like secrets'),
        names: enumerated(names, 4),
      },
      // A file of variables is where programs look for them, and where they are meant to stand apart from the code.
      ...(client === 'env-file' ? { severity: 'medium' } : {}),
      confidence: configSecrets.some(({ by }) => by === 'value') ? 'proven' : 'possible',
      evidence: names.slice(0, 20).map((name) => ({ source: path, detail: name })),
      data: { client, secrets: configSecrets.map(inWords).toSorted() },
    })
  },
})

function inWords({ name, looksLike, by }: ConfigSecret): string {
  return by === 'value' ? `${name} looks like ${looksLike}` : `${name} is named like a secret`
}
