export function worldLatLon(x: number, y: number): { readonly lat: number; readonly lon: number } {
  const mercator = Math.PI * (1 - (2 * y) / 256)
  return { lat: (Math.atan(Math.sinh(mercator)) * 180) / Math.PI, lon: (x / 256) * 360 - 180 }
}
