/**
 * What conditions of allow policies, deny policies and boundaries may read and call.
 * https://cloud.google.com/iam/docs/conditions-attribute-reference
 */
import { Environment } from '@marcbachmann/cel-js'
import type { Language } from './judge.ts'

/** What is hostile ends while it is parsed. */
const limits = { maxAstNodes: 2000, maxDepth: 64, maxListElements: 200, maxMapEntries: 50, maxCallArguments: 16 }

/**
 * `"projects/_/buckets/b/objects/o".extract("/buckets/{name}/")` is `b`. Without a text after the placeholder, all of
 * the rest; where the texts do not occur, nothing. https://cloud.google.com/iam/docs/conditions-attribute-reference#extract
 */
export function extract(text: string, template: string): string {
  const [, before = '', after = ''] = /^([^{]*)\{[^}]*\}(.*)$/s.exec(template) ?? []
  const at = text.indexOf(before)
  if (at === -1) return ''
  const from = at + before.length
  if (after === '') return text.slice(from)
  const to = text.indexOf(after, from)
  return to === -1 ? '' : text.slice(from, to)
}

function hasOnly(values: unknown, allowed: unknown): boolean {
  return Array.isArray(values) && Array.isArray(allowed) && values.every((value) => allowed.includes(value))
}

/** Tags are never asked for: what calls these is unknown. */
function untold(): never {
  throw new Error('tags are not known')
}

/** Asked for only where the attribute is known: without it there is nothing to answer. */
function attributeOf(attributes: unknown, name: string): unknown {
  if (!(attributes instanceof Map) || !attributes.has(name)) throw new Error(`${name} is not known`)
  return attributes.get(name)
}

const environment = new Environment({ limits })
  .registerFunction('string.extract(string): string', extract)
  .registerType('gcp.Resource', { fields: { name: 'string', type: 'string', service: 'string' } })
  .registerType('gcp.Request', {
    fields: { time: 'google.protobuf.Timestamp', path: 'string', host: 'string', auth: 'dyn' },
  })
  .registerType('gcp.Destination', { fields: { ip: 'string', port: 'int' } })
  .registerType('gcp.Principal', { fields: { type: 'string', subject: 'string' } })
  .registerVariable('resource', 'gcp.Resource')
  .registerVariable('request', 'gcp.Request')
  .registerVariable('destination', 'gcp.Destination')
  .registerVariable('principal', 'gcp.Principal')
  .registerVariable('api', 'map<string, dyn>')
  .registerFunction('gcp.Resource.matchTag(string, string): bool', untold)
  .registerFunction('gcp.Resource.matchTagId(string, string): bool', untold)
  .registerFunction('gcp.Resource.hasTagKey(string): bool', untold)
  .registerFunction('gcp.Resource.hasTagKeyId(string): bool', untold)
  .registerFunction('map.getAttribute(string, dyn): dyn', attributeOf)
  .registerFunction('list.hasOnly(list): bool', hasOnly)

export const iamLanguage: Language = {
  environment,
  roots: new Set(['resource', 'request', 'destination', 'principal', 'api']),
}
