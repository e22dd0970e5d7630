/** The browser every benchmark of the screen runs in. */
import { existsSync } from 'node:fs'

const debian = '/usr/bin/chromium'
const executable = process.env['PLAYWRIGHT_CHROMIUM'] ?? (existsSync(debian) ? debian : undefined)

/** No GPU: what the weakest machine has. Debian's browser where Playwright's own cannot be had. */
export const browserOptions = {
  ...(executable === undefined ? {} : { executablePath: executable }),
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
}
