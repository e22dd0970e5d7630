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
let expected = 0

context.on('page', (page) => {
  if (expected > 0) {
    expected--
    ours.add(page)
    return
  }
  // Whatever a page managed to open is gone before it loads; the shell opens its own windows.
  if (!ours.has(page)) void page.close().catch(() => undefined)
})

/** One at a time, so that a page that opens by itself is never taken for one of ours. */
export function openPage(): Promise<Page> {
  const page = opening.then(() => {
    expected++
    return context.newPage()
  })
  opening = page.catch(() => undefined)
  return page
}
