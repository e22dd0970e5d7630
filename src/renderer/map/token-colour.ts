/** A colour (or the font) of the theme that the page shows now; canvas painters know no CSS names. */
export function tokenColour(token: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${token}`).trim()
}
