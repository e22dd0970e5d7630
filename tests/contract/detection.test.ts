/** Which drivers are found in what was heard, and which are not. */
import { expect, it } from 'vitest'
import { recogniseIn } from '../../src/core/gateway/detect.ts'
import { fromHex, latin1 } from '../../src/core/gateway/frame-kit.ts'
import { hstrpFixtures } from '../../src/main/gateways/hytera/fixtures/hstrp.ts'
import { hyteraHrnp, hyteraHstrp } from '../../src/main/gateways/hytera/index.ts'
import { drivers } from '../../src/main/gateways/index.ts'
import { datagrams } from '../../src/main/gateways/mototrbo/fixtures/datagrams.ts'
import { mototrbo } from '../../src/main/gateways/mototrbo/index.ts'

const neverFound: Readonly<Record<string, string>> = {
  'vendor-profile': 'its words are in a file that somebody has to choose first',
}
/** Those that have a port but no question, and why nothing is asked of them. */
const neverAsked: Readonly<Record<string, string>> = {
  nmea: 'a receiver speaks every second',
  'aprs-kiss': 'KISS has no question that every controller takes',
  sl651: 'a station is asked by its address, which nobody knows before it has spoken',
}

const hasPort = ({ links }: (typeof drivers)[number]): boolean => links.includes('serial')
const ids = (some: typeof drivers): string[] => some.map(({ id }) => id).toSorted()

it('finds every driver in what was heard but those that are named with a reason', () => {
  expect(ids(drivers.filter(({ detection }) => !detection))).toEqual(Object.keys(neverFound))
})

it('listens at some speed for every driver that has a port, and asks all but those named', () => {
  const onPorts = drivers.filter((driver) => hasPort(driver) && driver.detection)
  expect(ids(onPorts.filter(({ detection }) => detection?.bauds.length === 0))).toEqual([])
  expect(ids(onPorts.filter(({ detection }) => !detection?.question))).toEqual(
    Object.keys(neverAsked).toSorted(),
  )
})

it('asks AT devices only what they have, and sets nothing', () => {
  const words = drivers.flatMap(({ detection }) => {
    const text = latin1(detection?.question ?? new Uint8Array())
    return text.includes('AT') ? text.split('\r').filter((command) => command !== '') : []
  })
  expect(words).toContain('AT+VCID=?')
  for (const word of words) expect(word).toMatch(/^AT\+[A-Z]+=?\?$/)
})

const bytesOf = (hex: string): Uint8Array => fromHex(hex) ?? new Uint8Array()
const registration = bytesOf(
  datagrams.find(({ name }) => name === 'registration of 1001')?.hex ?? '',
)
const fromRepeater = hstrpFixtures.filter(({ damaged }) => !damaged).map(({ hex }) => bytesOf(hex))

it('looks at datagrams one by one: each of them is a frame', () => {
  expect(recogniseIn(mototrbo, [registration, registration])).toMatchObject({
    good: 2,
    says: '电台 1001',
  })
  expect(recogniseIn(hyteraHstrp, fromRepeater)).toMatchObject({
    good: fromRepeater.length,
    damaged: 0,
    says: '中转台 1005',
  })
})

it('takes a wrong sum for damage, and the packets of another layer for noise', () => {
  const damaged = hstrpFixtures.filter((one) => one.damaged).map(({ hex }) => bytesOf(hex))
  expect(recogniseIn(hyteraHstrp, damaged)).toMatchObject({ good: 0, damaged: damaged.length })
  const question = hyteraHrnp.detection?.question ?? new Uint8Array()
  expect(recogniseIn(hyteraHstrp, [question])).toMatchObject({ good: 0, noise: question.length })
})

it('looks at a stream as a whole, however it was cut', () => {
  const question = hyteraHrnp.detection?.question ?? new Uint8Array()
  const cut = [question.slice(0, 5), question.slice(5)]
  expect(recogniseIn(hyteraHrnp, cut)).toMatchObject({ good: 1, damaged: 0, noise: 0 })
})
