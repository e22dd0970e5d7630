import { once } from 'node:events'
import { request } from 'node:http'
import { WebSocket } from 'ws'
import { mostMessageBytes } from '../../src/main/adapters/http-server.ts'
import { expect, onlyOn, test } from './fixtures.ts'
import { readRunningNote } from '../../src/main/adapters/http-server-note.ts'
import { newSeatAddress } from './target-headless.ts'

onlyOn(['headless'], 'this is the door of browser seats')

interface Answer {
  readonly status: number
  readonly headers: Record<string, string | string[] | undefined>
  readonly text: string
}

/** A bare request: `fetch` would not let a test lie about Host and Origin. */
function ask(url: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { method, headers }, (answer) => {
      let text = ''
      answer.setEncoding('utf8')
      answer.on('data', (part) => void (text += String(part)))
      answer.on('end', () =>
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text }),
      )
    })
    asked.on('error', reject)
    asked.end()
  })
}

async function seatCookie(dataDir: string): Promise<string> {
  const answer = await ask(await newSeatAddress(dataDir))
  return String(answer.headers['set-cookie']?.[0]).split(';')[0] ?? ''
}

/** How an upgrade ended: refused with a status and a sentence, or closed with a code and a reason. */
async function socketEnd(
  origin: string,
  headers: Record<string, string>,
  act: (socket: WebSocket) => void = () => undefined,
): Promise<{ refused: string } | { code: number; reason: string }> {
  const socket = new WebSocket(`${origin.replace('http', 'ws')}/channel`, { headers })
  return new Promise((resolve) => {
    socket.on('unexpected-response', (_request, answer) => {
      let text = ''
      answer.on('data', (part) => void (text += String(part)))
      answer.on('end', () => resolve({ refused: `${answer.statusCode} ${text.trim()}` }))
    })
    socket.on('error', () => undefined)
    socket.on('open', () => act(socket))
    socket.on('close', (code, reason) => resolve({ code, reason: reason.toString() }))
  })
}

test('only the recorder page may use the microphone, under the same policy', async ({
  shell,
  dataDir,
}) => {
  const cookie = await seatCookie(dataDir)
  const page = await ask(`${shell.origin}/`, { cookie })
  const recorder = await ask(`${shell.origin}/recorder`, { cookie })
  expect(page.headers['permissions-policy']).toContain('microphone=()')
  expect(recorder.headers['permissions-policy']).toContain('microphone=(self)')
  expect(recorder.headers['permissions-policy']).toContain('camera=()')
  expect(recorder.text).toContain('录音页')
  const policy = ({ headers }: Answer) =>
    String(headers['content-security-policy']).replace(/nonce-[\w-]+/, 'nonce')
  expect(policy(recorder)).toBe(policy(page))
  expect(policy(recorder)).not.toContain('unsafe')
})

test('a recorder address opens the recorder page', async ({ dataDir, consolePage }) => {
  await expect(consolePage.locator('html')).toHaveAttribute('data-connection', 'live')
  const note = readRunningNote(dataDir)
  const answer = await fetch(`${note?.origin}/control/seat-link?kind=recorder`, {
    method: 'POST',
    headers: { authorization: `Bearer ${note?.secret}` },
  })
  const started = await ask((await answer.text()).trim())
  expect(started.headers['location']).toBe('/recorder')
})

test('a WebSocket without a seat is refused with the way out', async ({ shell, consolePage }) => {
  const end = await socketEnd(shell.origin, { origin: shell.origin })
  expect(end).toEqual({ refused: expect.stringMatching(/^401 .*seat-link/) })
  await expect(consolePage.locator('html')).toHaveAttribute('data-connection', 'live')
})

test('a WebSocket from another site is refused, with a stolen cookie too', async ({
  shell,
  dataDir,
}) => {
  const cookie = await seatCookie(dataDir)
  for (const origin of [
    'http://evil.example',
    'null',
    'http://127.0.0.1:1',
    shell.origin.replace('http', 'https'),
  ]) {
    expect(await socketEnd(shell.origin, { cookie, origin })).toEqual({
      refused: expect.stringMatching(/^403 .*其他网站/),
    })
  }
  expect(await socketEnd(shell.origin, { cookie })).toEqual({
    refused: expect.stringMatching(/^403 .*没有来源/),
  })
})

test('a request under a foreign host name is refused', async ({ shell, dataDir }) => {
  const cookie = await seatCookie(dataDir)
  const answer = await ask(shell.origin, { cookie, host: 'console.evil.example' })
  expect(answer.status).toBe(403)
  expect(answer.text).toContain('主机名')
})

test('bad messages close their own channel with the reason and disturb nobody', async ({
  shell,
  dataDir,
  consolePage,
}) => {
  const cookie = await seatCookie(dataDir)
  const seat = { cookie, origin: shell.origin }
  const cases = [
    { send: 'not json', code: 1007, reason: '消息不是 JSON' },
    { send: '[1,2]', code: 1007, reason: '消息格式不对' },
    { send: Buffer.from([1, 2, 3]), code: 1003, reason: '只接受文本消息' },
  ] as const
  for (const { send, code, reason } of cases) {
    expect(await socketEnd(shell.origin, seat, (socket) => socket.send(send))).toEqual({
      code,
      reason,
    })
  }
  const oversized = `{"i":"1","p":"${'x'.repeat(mostMessageBytes)}"}`
  const end = await socketEnd(shell.origin, seat, (socket) => socket.send(oversized))
  expect(end).toMatchObject({ code: 1009 })
  await expect(consolePage.locator('html')).toHaveAttribute('data-connection', 'live')
})

test('a call of a procedure that does not exist is an error, not an end', async ({
  shell,
  dataDir,
}) => {
  const cookie = await seatCookie(dataDir)
  const socket = new WebSocket(`${shell.origin.replace('http', 'ws')}/channel`, {
    headers: { cookie, origin: shell.origin },
  })
  await once(socket, 'open')
  socket.send(JSON.stringify({ i: '1', p: { u: '/nothing/here', b: {} } }))
  const [first] = (await once(socket, 'message')) as [Buffer]
  expect(first.toString()).toContain('404')
  expect(socket.readyState).toBe(WebSocket.OPEN)
  socket.close()
})

test('a seat address works once and turns into a strict cookie', async ({ shell, dataDir }) => {
  expect(shell.origin).toContain('127.0.0.1')
  const address = await newSeatAddress(dataDir)
  const first = await ask(address)
  expect(first.status).toBe(303)
  expect(String(first.headers['set-cookie'])).toMatch(/HttpOnly; SameSite=Strict/)
  const again = await ask(address)
  expect(again.status).toBe(401)
  expect(again.text).toContain('只能使用一次')
})

test('the control door needs the secret of the data folder', async ({ shell }) => {
  const url = `${shell.origin}/control/seat-link?name=x`
  expect((await ask(url, {}, 'POST')).status).toBe(403)
  expect((await ask(url, { authorization: 'Bearer wrong' }, 'POST')).status).toBe(403)
})

test('every page has the policy with a nonce of its own, and no path leaves the folder', async ({
  shell,
  dataDir,
}) => {
  const cookie = await seatCookie(dataDir)
  const [one, other] = [await ask(shell.origin, { cookie }), await ask(shell.origin, { cookie })]
  const policy = String(one.headers['content-security-policy'])
  const [, nonce = 'none'] = /'nonce-([^']+)'/.exec(policy) ?? []
  expect(policy).toContain(`default-src 'none'`)
  expect(policy).not.toContain('unsafe')
  expect(one.text).toContain(`nonce="${nonce}"`)
  expect(other.text).not.toContain(nonce)
  for (const path of [
    '/../package.json',
    '/..%2fpackage.json',
    '/%2e%2e/package.json',
    '/assets/',
    '/assets/..%5c..%5cpackage.json',
  ]) {
    expect((await ask(`${shell.origin}${path}`, { cookie })).status, path).toBe(404)
  }
})
