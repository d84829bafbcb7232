/** Words that stand before the name of what somebody was given. */
export const givenKinds = ['entra-role', 'graph-permission', 'azure-role', 'gcp-role'] as const
export type GivenKind = (typeof givenKinds)[number]

export function isGivenKind(word: string): word is GivenKind {
  return givenKinds.some((kind) => kind === word)
}
