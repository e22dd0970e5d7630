/**
 * The Content-Security-Policy of every page, in both shells, and the nonce in the page that
 * goes with it. Never `'unsafe-inline'`: Ant Design gets its `<style>` elements through the nonce.
 */
import { randomBytes } from 'node:crypto'

/** What `src/renderer/index.html` carries where the nonce belongs. */
const placeholder = '__CSP_NONCE__'

/** `channel`: the WebSocket origin of a browser seat; absent in Electron. */
export function contentSecurityPolicy(nonce: string, channel?: string): string {
  return [
    `default-src 'none'`,
    `script-src 'self'`,
    `style-src 'self' 'nonce-${nonce}'`,
    `img-src 'self' data: blob:`,
    `font-src 'self'`,
    `media-src 'self' blob:`,
    `worker-src 'self'`,
    `connect-src 'self'${channel ? ` ${channel}` : ''}`,
    `base-uri 'none'`,
    `form-action 'none'`,
    `frame-ancestors 'none'`,
  ].join('; ')
}

interface PagePolicy {
  /** The WebSocket origin of a browser seat; absent in Electron. */
  readonly channel?: string | undefined
  /** Only the recorder's page. */
  readonly microphone?: boolean
}

/** What no page of ours ever needs, and the microphone, which only the recorder does. */
function permissionsPolicy(microphone: boolean): string {
  const never = ['camera', 'display-capture', 'geolocation', 'usb', 'serial', 'hid', 'midi']
  return [`microphone=(${microphone ? 'self' : ''})`, ...never.map((name) => `${name}=()`)].join(
    ', ',
  )
}

/**
 * The page as it is sent: a fresh nonce in the header and in the text, from one place.
 * @throws when the page has no place for the nonce, because it would stay unstyled.
 */
export function pageWithPolicy(
  html: string,
  { channel, microphone = false }: PagePolicy = {},
): { readonly html: string; readonly headers: Readonly<Record<string, string>> } {
  if (!html.includes(placeholder)) throw new Error(`page without ${placeholder}`)
  const nonce = randomBytes(16).toString('base64url')
  return {
    html: html.replaceAll(placeholder, nonce),
    headers: {
      ...securityHeaders,
      'content-security-policy': contentSecurityPolicy(nonce, channel),
      'permissions-policy': permissionsPolicy(microphone),
    },
  }
}

/** On every answer, page or not. */
export const securityHeaders: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
}
