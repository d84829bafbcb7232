import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fingerprintWith } from '../../config/installation.ts'
import { companyNow, openCompany } from '../../../fixtures/company.ts'
import type { Company } from '../../../fixtures/company.ts'
import { connectors } from '../../connectors/index.ts'
import { openStore } from '../../inventory/store.ts'
import { inviteGuest } from '../guest.ts'
import { loadSettings, plansFor } from '../house.ts'
import type { Settings } from '../house.ts'
import type { CollectFlags, JudgeFlags } from '../options.ts'
import { conclude, targetsOf } from '../present.ts'
import { collecting, judging } from '../scanning.ts'
import { say } from '../say.ts'
import { terminalFor, watching } from '../terminal.ts'

/** Servers on this machine take all that is asked of them. */
const local = { perSecond: 1000, publishedRates: false }

/** The company's rules, or those of a --config that is named; never those of the directory the demo happens to be run in. */
async function companySettings(flags: JudgeFlags, company: Company): Promise<Settings> {
  const loaded = await loadSettings({ config: flags.config ?? company.configuration })
  const parsed = connectors
    .filter((connector) => connector.meta.id in company.connectors)
    .map((connector) => [connector.meta.id, connector.config.parse(company.connectors[connector.meta.id])])
  return { ...loaded, config: { ...loaded.config, connectors: Object.fromEntries(parsed) } }
}

/** Scans the bundled company: real connectors over HTTP against servers on this machine. Keeps nothing unless --store says where. */
export async function demo(given: JudgeFlags & CollectFlags & { readonly with?: string }): Promise<number> {
  const targets = await targetsOf(given)
  const guest = given.with === undefined ? undefined : await inviteGuest(given.with, given.now ?? companyNow)
  const company = await openCompany()
  const directory = given.store === undefined ? await mkdtemp(join(tmpdir(), 'muster-demo-')) : undefined
  const store = openStore(given.store ?? `sqlite:${join(directory!, 'muster.db')}`)
  try {
    const flags = { ...given, now: given.now ?? company.now, resume: false }
    const settings = await companySettings(given, company)
    for (const [name, value] of Object.entries({ ...company.variables, ...guest?.variables })) process.env[name] = value
    const terminal = terminalFor(flags)
    const plans = [...(await plansFor(settings, Object.keys(company.connectors))), ...(guest ? [guest.plan] : [])]
    // A key that everyone knows, so that the demo prints the same everywhere; real scans have their own.
    const { collected, head } = await watching(flags, terminal, async (listener) => {
      const work = {
        settings,
        store,
        plans,
        flags,
        listener,
        fingerprint: fingerprintWith('muster demo'),
        limits: local,
      }
      const found = await collecting(work)
      return { collected: found, head: await judging(work, found, flags.now) }
    })
    const code = await conclude({ store, collected, head, targets, flags, terminal })
    if (given.store === undefined && targets.length === 0 && !terminal.interactive)
      say(
        'The demo keeps nothing. To ask further, run it with --store sqlite:demo.db, and muster explain with the same.',
        flags,
      )
    return code
  } finally {
    store.close()
    await company.close()
    await guest?.close()
    if (directory !== undefined) await rm(directory, { recursive: true, force: true })
  }
}
