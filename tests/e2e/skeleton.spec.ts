import { expect, test } from './fixtures.ts'

test('a page connects and stays connected without any network', async ({
  consolePage,
  browserName,
}) => {
  expect(browserName).toBe('chromium')
  const outside: string[] = []
  consolePage.on('request', (request) => {
    const { protocol, hostname } = new URL(request.url())
    const ours =
      ['127.0.0.1', 'console'].includes(hostname) || ['data:', 'blob:'].includes(protocol)
    if (!ours) outside.push(request.url())
  })
  await consolePage.reload()
  await expect(consolePage.locator('html')).toHaveAttribute('data-connection', 'live')
  expect(outside).toEqual([])
})

test('the page title is the product in the words of the county', async ({ consolePage }) => {
  await expect(consolePage).toHaveTitle('石城县应急指挥调度台')
})

test('a second seat on the same console connects beside the first', async ({
  consolePage,
  shell,
}) => {
  const second = await shell.anotherPage()
  await expect(second.locator('html')).toHaveAttribute('data-connection', 'live')
  await expect(consolePage.locator('html')).toHaveAttribute('data-connection', 'live')
})
