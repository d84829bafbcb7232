import { z } from 'zod'
import { mcpServerFacts } from '../../analysis/effective/mcp-facts.ts'
import type { McpServerFacts } from '../../model/facts/mcp.ts'
import { isUnknown } from '../../model/index.ts'
import type { Identity, Remediation } from '../../model/index.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { modelControls } from '../shared/ai-controls.ts'
import { read } from '../shared/evidence.ts'
import { enumerated } from '../shared/lists.ts'

export const rule = defineRule({
  id: 'ai-mcp-server-unreviewed',
  title: 'MCP server was not reviewed',
  severity: 'medium',
  provider: 'mcp',
  subject: 'identity',
  kinds: ['mcp-server'],
  reads: ['mcp.servers', 'mcp.frameworks'],
  options: z.strictObject({
    allowed: z
      .array(z.string().min(1))
      .default([])
      .describe(
        'Packages (`@acme/mcp-github@2.1.0`, `@acme/*`), hosts (`mcp.acme.example`, `*.acme.example`) or names of servers that somebody reviewed. Empty: nobody keeps such a list, and nothing is said of it.',
      ),
  }),
  messages: { unreviewed: 'MCP server {server} of {client} {problems}.' },
  frameworks: modelControls('third-party', {
    'owasp-nhi-2025': ['NHI3:2025'],
    'owasp-llm-2025': ['LLM03:2025', 'LLM06:2025'],
    'owasp-agentic-2026': ['ASI02', 'ASI04'],
  }),
  remediation: (server) => mend(server),
  check(server, { options }) {
    if (server.enabled === false) return undefined
    const facts = mcpServerFacts(server)
    // A client that says neither what it starts nor what it reaches may say it in a way that is not known here.
    if (facts.transport === 'unknown' || isUnknown(facts.host)) return unknownBecause('failed')
    const problems = problemsOf(server.name, facts, options.allowed)
    if (problems.length === 0) return pass
    return fail('unreviewed', {
      values: {
        server: server.name,
        client: facts.client,
        problems: enumerated(
          problems.map(({ words }) => words),
          4,
        ),
      },
      // A client may sign in by OAuth and keep what it gets elsewhere: then no file tells of it.
      confidence: problems.every(({ sure }) => !sure) ? 'possible' : 'proven',
      evidence: read(facts.path, server.name),
      data: { problems: problems.map(({ id }) => id), package: facts.package?.name ?? null, host: facts.host },
    })
  },
})

interface Problem {
  readonly id: 'not-allowed' | 'unpinned' | 'plain-http' | 'no-sign-in'
  readonly words: string
  readonly sure: boolean
}

function problemsOf(name: string, facts: McpServerFacts, allowed: readonly string[]): readonly Problem[] {
  const { package: run, host, local, plainHttp, credentials } = facts
  const remote = typeof host === 'string' && !local
  return [
    ...(allowed.length > 0 && !isAllowed(name, facts, allowed)
      ? [{ id: 'not-allowed', words: 'is not among those that were reviewed', sure: true } as const]
      : []),
    ...(run !== null && !run.pinned
      ? [{ id: 'unpinned', words: `runs whatever ${run.name} is on the day it starts`, sure: true } as const]
      : []),
    ...(remote && plainHttp
      ? [{ id: 'plain-http', words: `is reached at ${host} without TLS`, sure: true } as const]
      : []),
    ...(remote && credentials.length === 0
      ? [
          {
            id: 'no-sign-in',
            words: `is reached at ${host} with no credential that the file tells of`,
            sure: false,
          } as const,
        ]
      : []),
  ]
}

function isAllowed(name: string, { package: run, host }: McpServerFacts, allowed: readonly string[]): boolean {
  const known = [
    ...(run === null ? [] : [run.name, run.name.replace(/(.)(?:@|==)[^@/]*$/, '$1')]),
    ...(typeof host === 'string' ? [host] : []),
    // A name is anybody's to take, so that it counts where nothing else tells.
    ...(run === null && host === null ? [name] : []),
  ]
  return allowed.some((pattern) => known.some((each) => fits(each, pattern)))
}

function fits(text: string, pattern: string): boolean {
  if (pattern.startsWith('*.')) return text.endsWith(pattern.slice(1))
  return pattern.endsWith('*') ? text.startsWith(pattern.slice(0, -1)) : text === pattern
}

function mend(server: Identity): readonly Remediation[] {
  const { package: run, host } = mcpServerFacts(server)
  const versions = {
    npm: (name: string) => `npm view ${bare(name)} version`,
    pypi: (name: string) => `pip index versions ${bare(name)}`,
    oci: (name: string) => `docker buildx imagetools inspect ${name}`,
  }
  return [
    ...(run === null || run.pinned
      ? []
      : [
          {
            text: `Read what ${run.name} does, and name that version (of an image its digest) in the configuration.`,
            command: versions[run.ecosystem](run.name),
          },
        ]),
    ...(typeof host === 'string'
      ? [{ text: `Find out who runs ${host}, and give the server a credential of its own, by reference.` }]
      : []),
    { text: `Note who wants ${server.name} and what its tools may do, or take it out of the configuration.` },
  ]
}

function bare(name: string): string {
  return name.replace(/(.)(?:@|==)[^@/]*$/, '$1')
}
