/** Asks a project of Azure AI Foundry for its agents, page by page. */
import { z } from 'zod'
import { VendorError } from '../errors.ts'
import { ask } from './ask.ts'
import type { Asker } from './ask.ts'
import { pathOf, queryOf, readRows } from './read.ts'
import { specOf } from './route.ts'
import { listFoundryAgents } from './routes/foundry.ts'

export interface FoundryProject {
  readonly account: string
  readonly project: string
  /** `https://ACCOUNT.services.ai.azure.com`: its own host, or what stands in its place. */
  readonly base: string
}

type AgentRow = z.infer<typeof listFoundryAgents.schema>

const Page = z.object({
  data: z.array(z.unknown()),
  has_more: z.boolean().nullish(),
  last_id: z.string().nullish(),
})

export async function* foundryAgents(asker: Asker, { base, project }: FoundryProject): AsyncGenerator<AgentRow> {
  const { operation, path, query } = listFoundryAgents
  for (let after: string | undefined; ;) {
    const parameters = after === undefined ? query : { ...query, after }
    const url = `${base}${pathOf(path, { project })}${queryOf(parameters)}`
    const { data } = await ask(asker, specOf(listFoundryAgents), listFoundryAgents, { method: 'GET', url })
    const page = Page.safeParse(data)
    if (!page.success) throw new VendorError(`Microsoft’s answer to ${operation} cannot be read.`, operation)
    yield* readRows(asker, listFoundryAgents, { value: page.data.data })
    const { has_more: more, last_id: last } = page.data
    if (more !== true) return
    if (!last || last === after)
      throw new VendorError('Microsoft does not say where the list of agents goes on.', operation)
    after = last
  }
}

/** The host that a project names is only followed where it is one of Foundry's: a token goes nowhere else. */
export function foundryHost(endpoints: { readonly [name: string]: unknown } | null | undefined): string | undefined {
  for (const url of Object.values(endpoints ?? {})) {
    if (typeof url !== 'string' || !URL.canParse(url)) continue
    const { protocol, host, origin } = new URL(url)
    if (protocol === 'https:' && /^[a-z0-9-]+\.services\.ai\.azure\.com$/.test(host)) return origin
  }
  return undefined
}
