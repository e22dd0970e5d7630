import { expect, type Page } from '@playwright/test'

/** A window of the shell, not something a page opened by itself. */
export async function windowAt(pages: () => readonly Page[], url: string): Promise<Page> {
  let found: Page | undefined
  const look = async () => {
    for (const page of pages()) {
      if (page.url() === url && (await page.opener()) === null) found = page
    }
    return found !== undefined
  }
  await expect.poll(look, { message: `a window at ${url}`, timeout: 20_000 }).toBe(true)
  if (!found) throw new Error(`no window at ${url}`)
  return found
}
