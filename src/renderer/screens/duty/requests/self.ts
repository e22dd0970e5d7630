/** Who asks, and whether for others too. */
export interface Self {
  readonly person: string
  readonly name: string
  readonly plans: boolean
}
