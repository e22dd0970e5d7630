import { expect, it } from 'vitest'
import { openFileTickets } from './file-tickets.ts'

function opened() {
  const kept = new Map<string, Uint8Array>()
  let now = 1_000
  let next = 0
  const tickets = openFileTickets(
    {
      store(bytes) {
        const name = `hash-${kept.size}`
        kept.set(name, bytes)
        return { ok: true, value: name }
      },
      read: (name) => kept.get(name),
    },
    {
      clock: { nowMs: () => now, monotonicMs: () => now },
      random: { bytes: (count) => new Uint8Array(count).fill(next++) },
    },
  )
  const ask = async (path: string, init?: RequestInit) =>
    tickets.answer(new Request(`http://127.0.0.1${path}`, init))
  return { tickets, kept, ask, wait: (ms: number) => (now += ms) }
}

const file = { name: '首报.pdf', type: 'application/pdf', bytes: new Uint8Array([1, 2, 3]) }

it('gives an offered file once, with its Chinese name', async () => {
  const { tickets, ask } = opened()
  const path = tickets.offer(file)
  const answer = await ask(path)
  expect(answer?.headers.get('content-disposition')).toContain("filename*=UTF-8''%E9%A6%96")
  expect(new Uint8Array((await answer?.arrayBuffer()) ?? [])).toEqual(file.bytes)
  expect((await ask(path))?.status).toBe(404)
})

it('refuses a ticket after five minutes, and the wrong method', async () => {
  const { tickets, ask, wait } = opened()
  const path = tickets.offer(file)
  expect((await ask(path, { method: 'PUT', body: 'x' }))?.status).toBe(404)
  wait(5 * 60_000 + 1)
  expect((await ask(path))?.status).toBe(404)
  expect(await ask('/index.html')).toBeUndefined()
})

it('takes one file up to the limit and answers with what the taker says', async () => {
  const { tickets, kept, ask } = opened()
  const path = tickets.expect(4, (sha256, bytes) => ({ sha256, size: bytes.length }))
  const answer = await ask(path, { method: 'PUT', body: 'abcd' })
  expect(await answer?.json()).toEqual({ sha256: 'hash-0', size: 4 })
  expect(kept.size).toBe(1)
  const small = tickets.expect(3, () => ({}))
  const refused = await ask(small, { method: 'PUT', body: 'abcd' })
  expect(refused?.status).toBe(413)
  expect(await refused?.text()).toContain('文件太大')
  expect(kept.size).toBe(1)
})

it('stores nothing of a file that is refused for what it is', async () => {
  const { tickets, kept, ask } = opened()
  const path = tickets.expect(
    10,
    () => ({}),
    (bytes) => (bytes[0] === 0xff ? undefined : '这不是照片，没有保存。'),
  )
  const refused = await ask(path, { method: 'PUT', body: 'text' })
  expect([refused?.status, await refused?.text()]).toEqual([415, '这不是照片，没有保存。\n'])
  expect(kept.size).toBe(0)
})

it('streams a long file part by part, and makes no more of it when the reader leaves', async () => {
  const { tickets, ask } = opened()
  let made = 0
  function* parts() {
    for (; made < 1000; made++) yield `第 ${made} 行\r\n`
  }
  const path = tickets.offerStream({ name: '日志.csv', type: 'text/csv', parts })
  const answer = await ask(path)
  const reader = answer?.body?.getReader()
  const first = await reader?.read()
  expect(new TextDecoder().decode(first?.value)).toBe('第 0 行\r\n')
  await reader?.cancel()
  expect(made).toBeLessThan(10)
  made = 0
  const again = tickets.offerStream({ name: '日志.csv', type: 'text/csv', parts })
  const text = (await (await ask(again))?.text()) ?? ''
  expect(text.split('\r\n')).toHaveLength(1001)
})

it('hands over a file that is only looked at, and stores nothing of it', async () => {
  const { tickets, kept, ask } = opened()
  const path = tickets.receive(4, (bytes) => Promise.resolve({ size: bytes.length }))
  expect((await ask(path))?.status).toBe(404)
  expect(await (await ask(path, { method: 'PUT', body: 'abcd' }))?.json()).toEqual({ size: 4 })
  const small = tickets.receive(3, () => ({}))
  expect((await ask(small, { method: 'PUT', body: 'abcd' }))?.status).toBe(413)
  expect(kept.size).toBe(0)
})
