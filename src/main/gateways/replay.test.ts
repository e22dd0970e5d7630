/** Exports played into drivers: what support does with what an operator sent. */
import { expect, it } from 'vitest'
import { exportLine, readExport, type TimedFrame } from '../../core/gateway/frame-export.ts'
import { fromLatin1 } from '../../core/gateway/frame-kit.ts'
import { replayInto } from '../../core/gateway/replay.ts'
import { beidou } from './beidou/index.ts'
import { writeSentence } from './beidou/sentence.ts'
import { nmea } from './nmea/index.ts'
import { sl651 } from './sl651/index.ts'
import { river, station, up } from './sl651/fixtures/frames.ts'

const begin = Date.UTC(2026, 6, 1, 4)

function exported(...frames: readonly [number, Uint8Array, ('in' | 'out')?][]): string {
  const lines = frames.map(([afterMs, bytes, direction = 'in']) =>
    exportLine({
      at: begin + afterMs,
      frame: { direction, channel: 0, outcome: 'ok', kind: 'x', bytes, decoded: { tab: '\t' } },
    }),
  )
  return `${lines.join('\n')}\n`
}
function read(text: string): TimedFrame[] {
  const entries = readExport(text)
  if (!entries.ok) throw new Error(entries.code)
  return entries.value
}

it('gives every frame and event that the driver would give, at the times of the export', () => {
  const text = exported(
    [0, writeSentence('BDICI,0247718,0,0,6,60,3,N,0')],
    [500, writeSentence('CCTXA,0247801,1,0,CAD5B5BD'), 'out'],
    [60_000, writeSentence('BDTXR,1,0247801,2,,A4CAD5B5BD')],
    [61_000, fromLatin1('$BDBSI,01,02,9*00\r\n')],
  )
  const { frames, events, fault, cut } = replayInto(beidou, beidou.settings.parse({}), read(text))
  expect({ fault, cut }).toEqual({ fault: undefined, cut: false })
  const came = frames.filter(({ frame }) => frame.direction === 'in')
  expect(came.map(({ at, frame }) => [at - begin, frame.kind, frame.outcome])).toEqual([
    [0, 'rdss/BDICI', 'ok'],
    [60_000, 'rdss/BDTXR', 'ok'],
    [61_000, 'rdss/BDBSI', 'damaged'],
  ])
  expect(events.find(({ event }) => event.kind === 'text')).toMatchObject({
    at: begin + 60_000,
    event: { from: '0247801', body: '收到' },
  })
})

it('reads what another driver wrote: the bytes decide', () => {
  const { frames } = replayInto(nmea, nmea.settings.parse({}), read(exported([0, up('32', river)])))
  expect(frames.every(({ frame }) => frame.outcome !== 'ok')).toBe(true)
})

it('confirms to nobody: what the driver writes is counted and goes nowhere', () => {
  const settings = sl651.settings.parse({ confirm: 'eot' })
  const once = () =>
    replayInto(sl651, settings, read(exported([0, up('32', `${river} 2019 000125`)])))
  const { events, written } = once()
  expect(written).toBe(1)
  expect(
    events.flatMap(({ event }) => (event.kind === 'reading' ? [event.reading] : [])),
  ).toMatchObject([{ station, element: 'PJ', value: 12.5 }])
  expect(once()).toEqual(once())
})

it('says which line is no line of an export, and changes nothing', () => {
  const good = exported([0, fromLatin1('x')])
  expect(readExport(`${good}\n\nnonsense`)).toMatchObject({
    ok: false,
    code: 'not-an-export',
    data: { line: 4, text: 'nonsense' },
  })
  expect(readExport('\n \n')).toMatchObject({ ok: false, code: 'empty' })
  expect(readExport(good.replace('<-', '=>')).ok).toBe(false)
  expect(readExport(good.repeat(20_001))).toMatchObject({
    code: 'too-long',
    data: { limit: 20_000 },
  })
})

it('survives a driver that throws', () => {
  const broken = {
    ...nmea,
    session: () => {
      throw new Error('boom')
    },
  }
  const done = replayInto(broken, nmea.settings.parse({}), read(exported([0, fromLatin1('x')])))
  expect(done.fault).toBe('boom')
})
