/** The recorder page as the console sees it: takes orders, sends pieces. */
import type { RecorderOrder } from '../../src/core/modules/recordings/contract.ts'
import type { Bench } from './module-bench.ts'
import { webmCluster, webmHead } from './fake-webm.ts'

type Told = Parameters<Bench['api']['recordings']['tell']>[0]

export interface FakeRecorder {
  readonly orders: RecorderOrder[]
  readonly page: string
  tell(told?: Partial<Omit<Told, 'page'>>): Promise<void>
  /** The order to start, as soon as it came. */
  started(): Promise<Extract<RecorderOrder, { kind: 'start' }>>
  begun(order: { recording: string; part: number }, agoMs?: number): Promise<void>
  /** The next piece of `ms` milliseconds; the first carries the head. */
  piece(order: { recording: string; part: number }, ms: number, last?: boolean): Promise<boolean>
  /** The page is gone. */
  die(): Promise<void>
}

const settle = () => new Promise<void>((resolve) => setImmediate(resolve))

export async function fakeRecorder(
  { api }: Pick<Bench, 'api'>,
  gateway: string,
  page = 'page-1',
): Promise<FakeRecorder> {
  const gone = new AbortController()
  const orders: RecorderOrder[] = []
  const stream = await api.recordings.attach({ page, running: [] }, { signal: gone.signal })
  const reading = (async () => {
    for await (const batch of stream) orders.push(...batch)
  })().catch(() => undefined)
  await settle()
  const pieces = new Map<string, { index: number; ms: number }>()
  const recorder: FakeRecorder = {
    orders,
    page,
    async tell(told = {}) {
      await api.recordings.tell({
        page,
        permission: 'granted',
        devices: [{ id: 'd1', label: 'USB 声卡' }],
        inputs: [{ gateway, state: 'open' }],
        ...told,
      })
      await settle()
    },
    async started() {
      await settle()
      const order = orders.findLast((one) => one.kind === 'start')
      if (order?.kind !== 'start') throw new Error('nothing was ordered')
      return order
    },
    async begun({ recording, part }, agoMs = 0) {
      await api.recordings.begun({ page, recording, part, agoMs })
    },
    async piece({ recording, part }, ms, last = false) {
      const key = `${recording} ${part}`
      const { index, ms: fromMs } = pieces.get(key) ?? { index: 0, ms: 0 }
      pieces.set(key, { index: index + 1, ms: fromMs + ms })
      const cluster = webmCluster(fromMs, ms)
      const bytes = index === 0 ? Buffer.concat([webmHead, cluster]) : Buffer.from(cluster)
      const sent = { page, recording, part, index, bytes: bytes.toString('base64url'), last }
      const { stored } = await api.recordings.piece(sent)
      await settle()
      return stored
    },
    async die() {
      gone.abort()
      await stream.return?.()
      await reading
      await settle()
    },
  }
  return recorder
}
