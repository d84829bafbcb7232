import type { Discovery, Look } from '../contract.ts'
import { homePlaces } from './places.ts'

/** Signs that AI clients are configured on this machine. */
export function discover({ exists, home }: Look): Discovery | undefined {
  const found = homePlaces.filter(({ path }) => exists(`${home}/${path}`)).map(({ path }) => `~/${path}`)
  return found.length === 0 ? undefined : { found, settings: [] }
}
