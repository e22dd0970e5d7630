import { expect, type FileChooser, type Page } from '@playwright/test'

/**
 * Gives files to the page by the key that asks for one. To be called when the test begins: the browser learns that a
 * file choice is meant for the test some time after it was told, and opens its own window until then.
 *
 * @returns presses the key, waits until the page asks for a file, and gives it.
 */
export function fileChoices(page: Page) {
  const asked: FileChooser[] = []
  page.on('filechooser', (chooser) => asked.push(chooser))
  return async (key: string, file: Parameters<FileChooser['setFiles']>[0]) => {
    await page.keyboard.press(key)
    await expect.poll(() => asked.length).toBeGreaterThan(0)
    await asked.shift()?.setFiles(file)
  }
}
