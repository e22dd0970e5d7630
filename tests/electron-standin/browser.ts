/** The one Chromium behind all windows, shared with the test over the DevTools protocol. */
import { chromium, type BrowserContext, type Page } from '@playwright/test'

const endpoint = process.env['STANDIN_CDP']
if (!endpoint) throw new Error('STANDIN_CDP names no browser')

const browser = await chromium.connectOverCDP(endpoint)
const [defaultContext] = browser.contexts()
if (!defaultContext) throw new Error('the browser has no context')
export const context: BrowserContext = defaultContext

const ours = new Set<Page>()
let opening: Promise<unknown> = Promise.resolve()

async function closeUnlessOurs(page: Page): Promise<void> {
  await opening
  // It may have closed itself by now.
  if (!ours.has(page)) await page.close().catch(() => undefined)
}

context.on('page', (page) => {
  // Whatever a page managed to open loads nothing and goes; the shell opens its own windows.
  void closeUnlessOurs(page)
})

/** A page of the shell's own. One at a time: what else appears meanwhile waits for its verdict. */
export function openPage(): Promise<Page> {
  const page = opening.then(async () => {
    const made = await context.newPage()
    ours.add(made)
    return made
  })
  opening = page.catch(() => undefined)
  return page
}
