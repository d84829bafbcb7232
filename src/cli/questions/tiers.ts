import type { Ranked } from '../../analysis/effective/entra-tiers/index.ts'

/** What each tier is called on screen. */
export const tierWords: { readonly [Tier in Ranked['tier']]: string } = {
  control: 'Control (tier 0)',
  takeover: 'Takes over others (tier 0, over a detour)',
  data: 'Data of everybody (tier 1)',
  management: 'Manages a service (tier 1)',
  limited: 'Limited (tier 2)',
  unranked: 'Not ranked',
}
