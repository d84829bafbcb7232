/** A connector of somebody else’s in the demo: its module, and the server that it brings for showing itself. */
import { ConfigError } from '../connectors/errors.ts'
import type { DemoServer } from '../connectors/kit-module.ts'
import type { ConnectorPlan } from '../engine/collect.ts'
import { sayingOf } from '../engine/foreign/errors.ts'
import type { Instant } from '../model/index.ts'

export interface Guest {
  readonly plan: ConnectorPlan
  readonly variables: { readonly [name: string]: string }
  readonly close: () => Promise<void>
}

/** `module` as the command line names it: a path from the working directory, or a package. */
export async function inviteGuest(module: string, now: Instant): Promise<Guest> {
  const { loadModule } = await import('./modules.ts')
  const { connector, demo } = await loadModule({ module, base: process.cwd(), where: '--with' })
  if (demo === undefined)
    throw new ConfigError(`--with ${module} exports no demo.`, 'It shows itself with: export const demo = { start }')
  const server = await started(demo.start({ now }), module)
  const settings = connector.config.safeParse(server.config)
  if (settings.success)
    return { plan: { connector, config: settings.data, module }, variables: server.env ?? {}, close: server.close }
  await server.close()
  const [issue] = settings.error.issues
  throw faulty(module, `its settings are not as it wants them: ${issue?.path.map(String).join('.')}: ${issue?.message}`)
}

async function started(start: Promise<DemoServer>, module: string): Promise<DemoServer> {
  try {
    return await start
  } catch (error) {
    throw faulty(module, sayingOf(error))
  }
}

function faulty(module: string, flaw: string): ConfigError {
  return new ConfigError(`The demo of ${module} does not start: ${flaw}`, 'Its author can mend it.')
}
