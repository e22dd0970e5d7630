/** Colours and type of vector bases: all of them from the page's tokens. */

const colourTokens = {
  land: 'map-land',
  water: 'map-water',
  river: 'map-river',
  wood: 'map-wood',
  built: 'map-built',
  building: 'map-building',
  road: 'map-road',
  motorway: 'map-motorway',
  casing: 'map-land',
  railway: 'map-rail',
  border: 'map-border',
  label: 'map-label',
  waterLabel: 'map-water-label',
  halo: 'map-halo',
} as const

export interface VectorLook {
  /** Another name means other colours: `dark`, `light`, `wall`. */
  readonly name: string
  readonly colours: Readonly<Record<keyof typeof colourTokens, string>>
  readonly font: string
  /** Names grow with the page's type. */
  readonly textScale: number
}

/** @param token the value of a custom property, without `--` */
export function lookOf(
  name: string,
  textScale: number,
  token: (name: string) => string,
): VectorLook {
  const named = Object.entries(colourTokens).map(([use, of]) => [use, token(of)] as const)
  const colours = Object.fromEntries(named) as VectorLook['colours']
  return { name, colours, font: token('font'), textScale }
}
