import type { AbilityRow } from '../types.ts'
import { aiAbilities } from './ai.ts'
import { applicationAbilities } from './applications.ts'
import { authorizationAbilities } from './authorization.ts'
import { computeAbilities } from './compute.ts'
import { dataAbilities } from './data.ts'
import { identityAbilities } from './identities.ts'
import { keyAbilities } from './keys.ts'
import { secretAbilities } from './secrets.ts'

/** The heaviest first. */
export const abilityRows: readonly AbilityRow[] = [
  ...authorizationAbilities,
  ...identityAbilities,
  ...computeAbilities,
  ...applicationAbilities,
  ...aiAbilities,
  ...secretAbilities,
  ...keyAbilities,
  ...dataAbilities,
]
