import { expect, onlyOn, test } from './fixtures.ts'
import { spawnHeadless } from './target-headless.ts'

onlyOn(['headless'], 'the desktop shell brings its core back by itself: see shell.spec.ts')

// The page's knocks on the door meanwhile are told in its console.
test.use({
  allowedReports: [
    /ERR_CONNECTION_REFUSED|ERR_CONNECTION_RESET|ERR_EMPTY_RESPONSE|WebSocket connection/,
  ],
})

test('a seat comes back by itself when its console was killed and started again', async ({
  shell,
  consolePage,
  dataDir,
}) => {
  const html = consolePage.locator('html')
  await expect(html).toHaveAttribute('data-connection', 'live')
  await shell.crashCore()
  await expect(html).toHaveAttribute('data-connection', 'reconnecting')
  const { port } = new URL(shell.origin)
  const again = await spawnHeadless(dataDir, ['--port', port])
  const startedAt = performance.now()
  // The cookie of the seat outlives the process: nobody has to fetch a new address.
  await expect(html).toHaveAttribute('data-connection', 'live', { timeout: 50_000 })
  console.log(`  seen: the seat live again after ${Math.round(performance.now() - startedAt)} ms`)
  await again.stop()
})

test('a page of another version asks to be loaded again and does nothing', async ({
  consolePage,
}) => {
  const contract = /("contract":")[0-9a-f]{16}/
  await consolePage.routeWebSocket('**/channel', (socket) => {
    const server = socket.connectToServer()
    server.onMessage((message) =>
      socket.send(String(message).replace(contract, '$1newer-than-page')),
    )
  })
  await consolePage.reload()
  await expect(consolePage.locator('html')).toHaveAttribute('data-connection', 'refresh-needed')
  await expect(consolePage.getByText('请刷新')).toBeVisible()
})
