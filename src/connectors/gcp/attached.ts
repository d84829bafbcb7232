/** What runs as which account, gathered while workloads are read and told of every account at the end. */
import type { GapReason } from '../../model/index.ts'
import { gapReasons, unknown } from '../../model/index.ts'
import { VendorError } from '../errors.ts'
import { attempt } from '../shared/attempt.ts'
import { rowsOf } from '../shared/google/read.ts'
import { engineAccount } from './map/agent.ts'
import { modelProjects } from './map/model-projects.ts'
import { byProjectId } from './place.ts'
import type { GcpContext } from './place.ts'
import { listEngineAssets } from './routes/agents.ts'

export interface Attached {
  /** Full names of what runs, by the account's e-mail. */
  readonly names: Map<string, string[]>
  /** E-mails of accounts that may have more. */
  readonly doubted: Set<string>
}

export function attach({ names }: Attached, account: string, name: string): void {
  const there = names.get(account)
  if (there === undefined) names.set(account, [name])
  else there.push(name)
}

/**
 * Agents are told by a step of their own, and run as accounts all the same. Where Cloud Asset (or a file) does not know
 * them, accounts of projects that use models may have one.
 */
export async function attachAgents(context: GcpContext, attached: Attached): Promise<void> {
  const { root, facts } = context.session
  await attempt(context, 'Agents were not read', async () => {
    try {
      for await (const { name, resource } of rowsOf(context, listEngineAssets, { parent: root })) {
        const account = engineAccount(resource.data)
        if (account !== undefined) attach(attached, account, byProjectId(name, context.session))
      }
    } catch (error) {
      if (!(error instanceof VendorError && (error.reason === 'unsupported' || error.reason === 'not-collected')))
        throw error
      const using = new Set(modelProjects(context) ?? facts.projects?.keys())
      for (const { email, projectId } of facts.serviceAccounts?.values() ?? [])
        if (using.has(projectId)) attached.doubted.add(email)
    }
  })
}

/**
 * That nothing runs as an account is known where every kind was asked for and read: Cloud Asset alone knows them all.
 * `missed`: why something was not read, none where all of it was.
 */
export function tellAttached(
  { session, emit }: GcpContext,
  { names, doubted }: Attached,
  missed: ReadonlySet<GapReason>,
): void {
  const why = gapReasons.find((reason) => missed.has(reason))
  for (const { entity, email } of session.facts.serviceAccounts?.values() ?? []) {
    const seen = names.get(email)
    const whole = seen !== undefined || (session.assets && !doubted.has(email))
    const attachedTo = why === undefined && whole ? [...new Set(seen)].toSorted() : unknown(why ?? 'not-collected')
    emit({ type: 'patch', of: 'identity', id: entity, set: {}, facts: { attachedTo } })
  }
}
