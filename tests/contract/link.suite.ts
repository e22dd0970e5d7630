import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Link, LinkDownReason, LinkEvents, LinkStatus } from '../../src/core/gateway/link.ts'

/** The other end of one link, in the hands of the test. */
export interface FarEnd {
  write(bytes: Uint8Array, channel: number): void
  /** What arrived so far, by channel. */
  received(channel: number): Uint8Array
  vanish(): void | Promise<void>
  stop(): void | Promise<void>
}

export interface LinkUnderTest {
  readonly name: string
  readonly channels: number
  /** `false` where the operating system cannot know (UDP): the driver's heartbeat does. */
  readonly noticesVanishing: boolean
  start(): Promise<{ far: FarEnd; open: (events: LinkEvents) => Link }>
  /** A link whose opening must fail, and the reason it must give. */
  broken(): Promise<{
    open: (events: LinkEvents) => Link
    reason: LinkDownReason
    stop?: () => void | Promise<void>
  }>
}

interface Watched {
  readonly statuses: LinkStatus[]
  readonly events: LinkEvents
  received(channel: number): Uint8Array
  last(): LinkStatus | undefined
}

function watch(): Watched {
  const statuses: LinkStatus[] = []
  const parts: { channel: number; bytes: Uint8Array }[] = []
  return {
    statuses,
    events: {
      onBytes: (bytes, channel) => parts.push({ bytes, channel }),
      onStatus: (status) => statuses.push(status),
    },
    received: (channel) =>
      new Uint8Array(
        parts.filter((p) => p.channel === channel).flatMap((p) => Array.from(p.bytes)),
      ),
    last: () => statuses.at(-1),
  }
}

/** How long a condition may take before the test gives up; the goals themselves are asserted. */
const limit = { timeout: 10_000, interval: 5 }

export function linkSuite(subject: LinkUnderTest): void {
  describe(`a ${subject.name} link`, () => {
    const stops: (() => void | Promise<void>)[] = []
    afterEach(async () => {
      for (const stop of stops.splice(0).reverse()) await stop()
    })

    async function opened(): Promise<{ far: FarEnd; link: Link; seen: Watched }> {
      const { far, open } = await subject.start()
      stops.push(() => far.stop())
      const seen = watch()
      const link = open(seen.events)
      stops.push(() => link.close())
      link.open()
      await vi.waitFor(() => expect(seen.last()).toEqual({ kind: 'open' }), limit)
      return { far, link, seen }
    }

    it('says that it is opening and then open', async () => {
      const { seen, link } = await opened()
      expect(seen.statuses).toEqual([{ kind: 'opening' }, { kind: 'open' }])
      expect(link.describe).not.toBe('')
    })

    it('delivers every byte value of the other end on its channel', async () => {
      const { far, link, seen } = await opened()
      const all = Uint8Array.from({ length: 256 }, (_, value) => value)
      for (let channel = 0; channel < subject.channels; channel++) {
        // The near end speaks first: a far end without a fixed port learns where to answer.
        await link.write(Uint8Array.of(channel), channel)
        await vi.waitFor(() => expect(far.received(channel)).toHaveLength(1), limit)
        far.write(all, channel)
        await vi.waitFor(() => expect(seen.received(channel)).toEqual(all), limit)
      }
    })

    it('writes every byte value to the other end and says that the system took them', async () => {
      const { far, link } = await opened()
      const all = Uint8Array.from({ length: 256 }, (_, value) => value)
      for (let channel = 0; channel < subject.channels; channel++) {
        expect(await link.write(all, channel)).toBe(true)
        await vi.waitFor(() => expect(far.received(channel)).toEqual(all), limit)
      }
    })

    it('may be closed twice, says closed once and takes no more bytes', async () => {
      const { link, seen } = await opened()
      await link.close()
      await link.close()
      expect(seen.statuses.slice(2)).toEqual([{ kind: 'closed' }])
      expect(await link.write(Uint8Array.of(1), 0)).toBe(false)
    })

    it('may be closed before it was opened', async () => {
      const { far, open } = await subject.start()
      stops.push(() => far.stop())
      const seen = watch()
      const link = open(seen.events)
      await link.close()
      link.open()
      expect(await link.write(Uint8Array.of(1), 0)).toBe(false)
      expect(seen.last()).toEqual({ kind: 'closed' })
    })

    if (subject.noticesVanishing) {
      it('says vanished within three seconds when the other end goes, once, and stays down', async () => {
        const { far, link, seen } = await opened()
        const pulledAt = performance.now()
        await far.vanish()
        await vi.waitFor(() => expect(seen.last()?.kind).toBe('down'), limit)
        const tookMs = performance.now() - pulledAt
        console.info(`${subject.name}: vanishing told after ${tookMs.toFixed(0)} ms`)
        expect(seen.last()).toMatchObject({ kind: 'down', reason: 'vanished' })
        expect(tookMs).toBeLessThan(3000)
        expect(await link.write(Uint8Array.of(1), 0)).toBe(false)
        await link.close()
        expect(seen.statuses).toHaveLength(3)
      })
    } else {
      it('stays open when the other end goes, because it cannot see it', async () => {
        const { far, link, seen } = await opened()
        await far.vanish()
        await link.write(Uint8Array.of(1), 0)
        await link.write(Uint8Array.of(2), 0)
        expect(seen.last()).toEqual({ kind: 'open' })
      })
    }

    it('gives a reason when it cannot be opened', async () => {
      const { open, reason, stop } = await subject.broken()
      if (stop) stops.push(stop)
      const seen = watch()
      const link = open(seen.events)
      stops.push(() => link.close())
      link.open()
      await vi.waitFor(() => expect(seen.last()?.kind).toBe('down'), limit)
      expect(seen.statuses).toEqual([
        { kind: 'opening' },
        { kind: 'down', reason, detail: expect.stringMatching(/./) },
      ])
      expect(await link.write(Uint8Array.of(1), 0)).toBe(false)
    })
  })
}
