/**
 * Chromium cannot be taught the scheme `app:` from outside, so pages live at `http://console/`,
 * an origin that only the stand-in answers. The shell sees `app://console/` everywhere.
 */
const inShell = 'app://console/'
const inBrowser = 'http://console/'

export function toBrowser(url: string): string {
  return url.startsWith(inShell) ? inBrowser + url.slice(inShell.length) : url
}

export function toShell(url: string): string {
  return url.startsWith(inBrowser) ? inShell + url.slice(inBrowser.length) : url
}

export const browserOrigin = inBrowser.slice(0, -1)
