import type { Discovery, Look } from '../contract.ts'
import { tokenVariables } from './connect.ts'

export function discover({ env }: Look): Discovery | undefined {
  const found = tokenVariables.filter((name) => (env(name)?.trim() ?? '') !== '')
  if (found.length === 0) return undefined
  const usual = found.length === 1 && found[0] === 'SLACK_TOKEN'
  return { found, settings: usual ? [] : [`auth: { tokenEnvs: [${found.join(', ')}] }`] }
}
