export interface LatLon {
  readonly lat: number
  readonly lon: number
}

const roundMetres = [50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000, 200_000]

/** The longest round distance that fits into `maxPx`; ground metres per pixel at this latitude. */
export function scaleBar(
  metresPerPixel: number,
  maxPx: number,
): { readonly metres: number; readonly px: number } {
  const fitting = roundMetres.filter((metres) => metres / metresPerPixel <= maxPx)
  const metres = fitting.at(-1) ?? roundMetres[0] ?? 50
  return { metres, px: Math.round(metres / metresPerPixel) }
}

export function metresText(metres: number): string {
  return metres >= 1000 ? `${metres / 1000} 公里` : `${metres} 米`
}

export function coordinateText({ lat, lon }: LatLon): string {
  const side = (value: number, positive: string, negative: string) =>
    value >= 0 ? positive : negative
  return `${Math.abs(lat).toFixed(4)}°${side(lat, 'N', 'S')} ${Math.abs(lon).toFixed(4)}°${side(lon, 'E', 'W')}`
}
