/** Loads connectors that did not come with Muster: those that muster.yaml or the command line names, and no others. */
import { statSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { isAbsolute, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { AnyConnector } from '../connectors/contract.ts'
import { ConfigError } from '../connectors/errors.ts'
import { moduleOf } from '../connectors/kit-module.ts'
import type { Demo } from '../connectors/kit-module.ts'
import { sayingOf } from '../engine/foreign/errors.ts'
import { guarded } from '../engine/foreign/guard.ts'

export interface NamedModule {
  /** A path that begins with a dot or a slash, or the name of a package. */
  readonly module: string
  /** The folder that a path is taken from. */
  readonly base: string
  /** Where it is named: `muster.yaml: connectors.pagerly.module`. */
  readonly where: string
}

export interface LoadedModule {
  readonly connector: AnyConnector
  readonly demo?: Demo
}

/** Left out `id`: whichever it brings. Rejects with ConfigError, whatever is wrong with it. */
export async function loadModule(given: NamedModule, id?: string): Promise<LoadedModule> {
  const named = `${given.where} ${given.module}`
  const { connector, demo } = moduleOf(await imported(given, named), id, named)
  return { connector: guarded(connector, given.module), ...(demo && { demo }) }
}

async function imported(given: NamedModule, named: string): Promise<unknown> {
  const address = isPath(given.module) ? fileAddress(given, named) : packageAddress(given, named)
  hostKit()
  try {
    return await inTime(import(address), named)
  } catch (error) {
    if (error instanceof ConfigError) throw error
    throw new ConfigError(
      `${named} cannot be loaded: ${sayingOf(error)}`,
      'Import it with node alone to see where; the fault is in the module or in what it imports.',
    )
  }
}

const secondsToLoad = 10

/** Awaited at its top level, what never comes would end the process without a word. */
async function inTime<T>(loading: Promise<T>, named: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    const error = new ConfigError(
      `${named} was not loaded after ${secondsToLoad} s.`,
      'It waits for something at its top level.',
    )
    timer = setTimeout(() => reject(error), secondsToLoad * 1000)
  })
  try {
    return await Promise.race([loading, late])
  } finally {
    clearTimeout(timer)
  }
}

function isPath(module: string): boolean {
  return /^\.{1,2}[/\\]/.test(module) || isAbsolute(module)
}

function fileAddress({ module, base }: NamedModule, named: string): string {
  const path = resolve(base, module)
  const there = statSync(path, { throwIfNoEntry: false })
  if (there === undefined)
    throw new ConfigError(`${named} is not there.`, 'A path is taken from the folder of the file that names it.')
  if (!there.isFile()) throw new ConfigError(`${named} is no file.`, 'Name the file that exports the connector.')
  return pathToFileURL(path).href
}

/** Only packages that say by their name what they are: a slip of the pen loads nothing else. */
const packageName = /^(?:@[a-z0-9][\w.-]*\/)?muster-connector-[a-z0-9][\w.-]*$/
const scheme = 'muster-connector:'
/** Where packages are looked for, by the address that stands for them. */
const sought = new Map<string, { readonly module: string; readonly from: readonly string[]; readonly named: string }>()

function packageAddress({ module, base }: NamedModule, named: string): string {
  if (!packageName.test(module))
    throw new ConfigError(
      `${named} is neither a path nor the name of a connector’s package.`,
      'Write ./FILE.js, or a package named muster-connector-NAME.',
    )
  const places = [base, process.cwd()].map((folder) => pathToFileURL(join(resolve(folder), 'muster.yaml')).href)
  const address = `${scheme}${module}?${base}`
  sought.set(address, { module, from: [...places, import.meta.url], named })
  return address
}

let hosting = false

/**
 * What a module imports of `nhi-muster` is this very Muster, wherever the module lies: its errors are known for what they
 * are, and a single file needs nothing installed beside it.
 */
function hostKit(): void {
  if (hosting) return
  hosting = true
  registerHooks({
    resolve(specifier, context, next) {
      if (/^nhi-muster(?:\/|$)/.test(specifier)) return next(specifier, { ...context, parentURL: import.meta.url })
      const wanted = sought.get(specifier)
      if (wanted === undefined) return next(specifier, context)
      for (const parentURL of wanted.from) {
        try {
          return next(wanted.module, { ...context, parentURL })
        } catch (error) {
          if (!isMissing(error)) throw error
        }
      }
      throw new ConfigError(
        `${wanted.named} is not installed.`,
        `Install it beside muster.yaml or beside muster itself: npm install ${wanted.module}`,
      )
    },
  })
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND'
}
