import type { Page } from '@playwright/test'

/** Hosts that are this machine: the console's own addresses, in every shell. */
const own =
  /^(https?|wss?):\/\/(127\.0\.0\.1|localhost|\[::1\]|console)(:\d+)?\/|^(app|data|blob|about|devtools):/

/** Requests of a page, and those that were meant for another machine. */
export const asked = { here: 0, elsewhere: 0 }

/**
 * Collects what a page complains about, from its first script on. A request to another machine is a
 * complaint: the console needs none.
 */
export function watchReports(page: Page, reports: string[]): void {
  page.on('request', (request) => {
    if (own.test(request.url())) asked.here += 1
    else {
      asked.elsewhere += 1
      reports.push(`another machine was asked: ${request.url()}`)
    }
  })
  page.on('console', (message) => {
    if (message.type() === 'error') reports.push(message.text())
  })
  page.on('pageerror', (error) => reports.push(`uncaught: ${error.stack ?? error.message}`))
  page.on('crash', () => reports.push('the page crashed'))
}
