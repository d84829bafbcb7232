/** The committed extract, read at first use; a service is spread out when it is first asked for. */
import { createRequire } from 'node:module'
import { keyPattern } from './patterns.ts'
import type { AccessLevel, ActionFacts } from './types.ts'

interface Extract {
  /** Services whose resources obey resource control policies. */
  readonly resourceControl: readonly string[]
  /** Keys beside `aws:…` that come with the caller's session, whatever it asks. */
  readonly sessionKeys: readonly string[]
  readonly services: { readonly [prefix: string]: Packed }
}

interface Packed {
  readonly title: string
  /** Name and ARN formats. */
  readonly types: readonly (readonly string[])[]
  readonly keys: readonly string[]
  /** Places in `keys`, joined by dots. */
  readonly sets: readonly string[]
  /** Keys that the service lists without saying of which action. */
  readonly looseKeys: readonly string[]
  /** `name;level;places in types;place in sets;dependent actions`, empty ends left out. */
  readonly actions: readonly string[]
}

export interface Service {
  readonly title: string
  /** ARN formats by resource type, in lower case. */
  readonly arns: ReadonlyMap<string, readonly string[]>
  readonly actions: readonly ActionFacts[]
  /** By the name after the colon, in lower case. */
  readonly byName: ReadonlyMap<string, ActionFacts>
  readonly knowsKey: (key: string) => boolean
  readonly looseKey: (key: string) => boolean
}

const levels: { readonly [letter: string]: AccessLevel } = {
  L: 'List',
  R: 'Read',
  W: 'Write',
  P: 'Permissions management',
  T: 'Tagging',
}

let loaded: Extract | undefined
const spread = new Map<string, Service>()

// A required file is read when this is called, an imported one would be as soon as any rule is.
export function extract(): Extract {
  loaded ??= createRequire(import.meta.url)('./extract.json') as Extract
  return loaded
}

/** By its prefix, in lower case. */
export function serviceOf(prefix: string): Service | undefined {
  const known = spread.get(prefix)
  if (known) return known
  const { services } = extract()
  const packed = Object.hasOwn(services, prefix) ? services[prefix] : undefined
  if (!packed) return undefined
  const made = unpacked(prefix, packed)
  spread.set(prefix, made)
  return made
}

function unpacked(prefix: string, packed: Packed): Service {
  const places = (list: string | undefined): readonly number[] => (list ? list.split('.').map(Number) : [])
  const keySets = packed.sets.map((set) => places(set).map((place) => packed.keys[place]!))
  const actions = packed.actions.map((line): ActionFacts => {
    const [name = '', level = '', types, set, needs] = line.split(';')
    return {
      name: `${prefix}:${name}`,
      level: levels[level]!,
      resourceTypes: places(types).map((place) => packed.types[place]![0]!),
      conditionKeys: set ? keySets[Number(set)]! : [],
      dependentActions: needs ? needs.split(' ') : [],
    }
  })
  return {
    title: packed.title,
    arns: new Map(packed.types.map(([type = '', ...formats]) => [type.toLowerCase(), formats])),
    actions,
    byName: new Map(actions.map((action) => [action.name.slice(prefix.length + 1).toLowerCase(), action])),
    knowsKey: matching([...packed.keys, ...packed.looseKeys]),
    looseKey: matching(packed.looseKeys),
  }
}

function matching(templates: readonly string[]): (key: string) => boolean {
  let patterns: readonly RegExp[] | undefined
  return (key) => (patterns ??= templates.map(keyPattern)).some((pattern) => pattern.test(key))
}
