import type { Page } from '@playwright/test'

/** Collects what a page complains about, from its first script on. */
export function watchReports(page: Page, reports: string[]): void {
  page.on('console', (message) => {
    if (message.type() === 'error') reports.push(message.text())
  })
  page.on('pageerror', (error) => reports.push(`uncaught: ${error.stack ?? error.message}`))
  page.on('crash', () => reports.push('the page crashed'))
}
