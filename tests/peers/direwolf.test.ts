/**
 * Two direwolf modems and no sound card: what one transmits is audio that ALSA's file plugin pipes
 * through socat into the UDP port the other listens to. The console is on one of them, over KISS;
 * the other end is direwolf's own decoder, and a small station behind its KISS port.
 */
import { createSocket } from 'node:dgram'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { kissOf, kissReader, type Packet } from '../../src/main/tools/simulate/wire/aprs.ts'
import {
  quickModules,
  startTestConsole,
  type Api,
  type TestConsole,
} from '../support/start-console.ts'
import { missingProgram, startProgram, type RunningProgram } from './program.ts'

const missing = [missingProgram('direwolf', 'direwolf'), missingProgram('socat', 'socat')].filter(
  (reason) => reason !== undefined,
)
for (const reason of missing) console.info(`skipped: ${reason}`)

const ours = 'BG0CD'
const theirs = 'BG5ABC-9'
const onAir = { timeout: 30_000, interval: 100 }

async function freePort(kind: 'tcp' | 'udp'): Promise<number> {
  if (kind === 'udp') {
    const socket = createSocket('udp4')
    await new Promise<void>((done) => socket.bind(0, '127.0.0.1', done))
    const { port } = socket.address()
    await new Promise<void>((done) => socket.close(done))
    return port
  }
  const server = createServer()
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  await new Promise<void>((done) => server.close(() => done()))
  return address !== null && typeof address === 'object' ? address.port : 0
}

interface Modem {
  readonly kissPort: number
  readonly program: RunningProgram
}

/** Listens to `hearsUdp`, speaks into `speaksUdp`. */
async function modem(
  folder: string,
  call: string,
  hearsUdp: number,
  speaksUdp: number,
): Promise<Modem> {
  const home = mkdtempSync(join(folder, `${call}-`))
  const kissPort = await freePort('tcp')
  writeFileSync(
    join(home, '.asoundrc'),
    `pcm.air { type file slave.pcm null format raw
       file "|socat -b 1024 -u STDIN UDP-SENDTO:127.0.0.1:${speaksUdp}" }\n`,
  )
  const settings = [
    `ADEVICE udp:${hearsUdp} air`,
    'ARATE 22050',
    'CHANNEL 0',
    `MYCALL ${call}`,
    'MODEM 1200',
    // Between transmissions no audio comes at all: the channel would look busy for ever.
    'FULLDUP ON',
    'AGWPORT 0',
    `KISSPORT ${kissPort}`,
    'TXDELAY 20',
    'TXTAIL 5',
  ]
  const file = join(home, 'direwolf.conf')
  writeFileSync(file, `${settings.join('\n')}\n`)
  return { kissPort, program: startProgram('direwolf', ['-t', '0', '-c', file], { HOME: home }) }
}

/** The volunteer at the other end. */
interface Station {
  readonly heard: Packet[]
  say(words: string): void
  close(): void
}

async function station(port: number): Promise<Station> {
  const socket = await vi.waitFor(
    () =>
      new Promise<Socket>((done, fail) => {
        const made = connect(port, '127.0.0.1')
        made.once('connect', () => done(made))
        made.once('error', fail)
      }),
    onAir,
  )
  const read = kissReader()
  const heard: Packet[] = []
  socket.on('data', (bytes) => heard.push(...read(bytes)))
  return {
    heard,
    say: (words) =>
      void socket.write(
        kissOf({ from: theirs, to: 'APZSIM', via: [], words: Buffer.from(words, 'utf8') }),
      ),
    close: () => socket.destroy(),
  }
}

const wordsOf = ({ words }: Packet): string => words.toString('utf8')

describe.skipIf(missing.length > 0)('direwolf', () => {
  const folder = mkdtempSync(join(tmpdir(), 'direwolf-'))
  const modems: Modem[] = []
  let desk: TestConsole
  let api: Api
  let volunteer: Station
  let gateway = ''
  const far = () => modems[1]?.program.printed ?? ''

  beforeAll(async () => {
    const [one, other] = [await freePort('udp'), await freePort('udp')]
    modems.push(await modem(folder, ours, one, other), await modem(folder, theirs, other, one))
    volunteer = await station(modems[1]?.kissPort ?? 0)
    desk = await startTestConsole({ modules: quickModules })
    api = desk.seat().api
    await api.people.firstStart({ name: '王海燕', password: 'correct horse' })
    const { id } = await api.gateways.add({
      name: '志愿电台',
      driver: 'aprs-kiss',
      link: { kind: 'tcp', host: '127.0.0.1', port: modems[0]?.kissPort ?? 0 },
      driverSettings: { callSign: ours, path: [], retryS: [10, 20, 20] },
    })
    gateway = id
    await vi.waitFor(async () => {
      const [found] = await api.gateways.list()
      if (found?.health.state !== 'ready') throw new Error(`gateway ${found?.health.state}`)
    }, onAir)
  }, 60_000)

  afterAll(async () => {
    volunteer?.close()
    await desk?.close()
    for (const { program } of modems) await program.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  it('brings the position of a volunteer through two modems', async () => {
    const saidAt = performance.now()
    volunteer.say('=2619.80N/11619.80E>090/010/A=000500')
    await vi.waitFor(async () => {
      const [position] = await api.positions.latest()
      expect(position).toMatchObject({ radio: theirs, quality: 'good', headingDeg: 90 })
      expect(position?.lat).toBeCloseTo(26.33, 6)
      expect(position?.lon).toBeCloseTo(116.33, 6)
    }, onAir)
    console.info(`position through two modems after ${(performance.now() - saidAt).toFixed(0)} ms`)
  }, 60_000)

  it('sends an order that the volunteer acknowledges, and says delivered only then', async () => {
    const { id } = await api.radio.sendText({
      gateway,
      to: theirs,
      group: false,
      body: '请回报位置',
    })
    const row = async () => (await api.radio.traffic({})).rows.find((one) => one.id === id)
    const packet = await vi.waitFor(() => {
      const found = volunteer.heard.find((one) => wordsOf(one).includes('请回报位置'))
      if (!found) throw new Error('not on the air yet')
      return found
    }, onAir)
    expect(packet.from).toBe(ours)
    expect((await row())?.outcome).toBe('accepted')
    const number = /\{(\w+)$/.exec(wordsOf(packet))?.[1] ?? ''
    expect(number).not.toBe('')
    // Direwolf's own decoder reads it as this message, too.
    expect(far()).toContain(`APRS Message ${number} for "${theirs}"`)
    volunteer.say(`:${ours.padEnd(9)}:ack${number}`)
    await vi.waitFor(async () => expect((await row())?.outcome).toBe('confirmed'), onAir)
  }, 90_000)

  it('repeats an order with the same number while nobody answers', async () => {
    const before = volunteer.heard.length
    const { id } = await api.radio.sendText({ gateway, to: theirs, group: false, body: 'ANSWER' })
    const copies = () =>
      volunteer.heard.slice(before).filter((one) => wordsOf(one).includes('ANSWER'))
    await vi.waitFor(() => expect(copies().length).toBeGreaterThanOrEqual(2), onAir)
    const [first, second] = copies().map(wordsOf)
    expect(second).toBe(first)
    const row = (await api.radio.traffic({})).rows.find((one) => one.id === id)
    expect(row?.retries).toBeGreaterThanOrEqual(1)
    volunteer.say(`:${ours.padEnd(9)}:ack${/\{(\w+)$/.exec(first ?? '')?.[1]}`)
    await vi.waitFor(async () => {
      const now = (await api.radio.traffic({})).rows.find((one) => one.id === id)
      expect(now?.outcome).toBe('confirmed')
    }, onAir)
  }, 90_000)

  it('acknowledges what the volunteer writes and shows it once', async () => {
    volunteer.say(`:${ours.padEnd(9)}:水位上涨{7`)
    const acks = () => volunteer.heard.filter((one) => wordsOf(one).endsWith(':ack7')).length
    await vi.waitFor(() => expect(acks()).toBe(1), onAir)
    volunteer.say(`:${ours.padEnd(9)}:水位上涨{7`)
    volunteer.say(`:${ours.padEnd(9)}:完毕{8`)
    await vi.waitFor(async () => {
      const { rows } = await api.radio.traffic({ kind: 'text-in' })
      expect(rows.map(({ body }) => body)).toEqual(['完毕', '水位上涨'])
    }, onAir)
  }, 90_000)

  it('places a mark that direwolf reads at its place, and takes it away', async () => {
    const mark = { kind: 'placeObject', name: 'AID POST', lat: 26.33, lon: 116.33 } as const
    const { gateways } = desk.running.context
    gateways.command(gateway, { ...mark, comment: 'water', live: true })
    await vi.waitFor(() => {
      expect(far()).toContain(';AID POST *')
      expect(far()).toMatch(/Object, "AID POST"[^]*N 26 19\.8000, E 116 19\.8000[^]*water/)
    }, onAir)
    gateways.command(gateway, { ...mark, comment: '', live: false })
    await vi.waitFor(() => expect(far()).toContain(';AID POST _'), onAir)
  }, 90_000)
})
