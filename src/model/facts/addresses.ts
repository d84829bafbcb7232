/** Addresses that a directory knows somebody by beside the one that they sign in with. */
export type OtherAddress = {
  /** In small letters. */
  readonly address: string
  /** As the directory calls it: `secondEmail`, `proxyAddresses`, `aliases`. */
  readonly field: string
}
