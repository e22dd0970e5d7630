/** A BeiDou short-message terminal: reads its card, tells its beams, sends once per interval. */
import iconv from 'iconv-lite'
import { createAgenda } from './agenda.ts'
import type { End, EndPort, EndWorld } from './end.ts'
import type { Scenario } from './scenario.ts'
import { rdssFrame, rdssLine, rdssListener, type Asked } from './wire/beidou.ts'

type Terminal = Scenario['beidou']

const feedbackMs = 800
const fixMs = 4000
const answerMs = 20_000

export function beidouEnd(port: EndPort, world: EndWorld, terminal: Terminal): End {
  const agenda = createAgenda(world.timers)
  const { card, intervalS, level, beams, place } = terminal
  const binary = terminal.dialect === 'binary'
  let connected = false
  let sentMono = -Infinity
  let beamsEvery: (() => void) | undefined
  function write(bytes: Uint8Array): void {
    port.onMessage('out')
    port.write(bytes)
  }
  const line = (words: string) => write(Buffer.from(rdssLine(words), 'latin1'))
  const frame = (name: string, ...contents: number[]) => write(rdssFrame(name, card, contents))
  const seven = (number: number) => String(number).padStart(7, '0')
  const three = (number: number) => [(number >> 16) & 255, (number >> 8) & 255, number & 255]

  function hello(): void {
    if (connected) return
    connected = true
    port.onConnected(true)
    for (const { atS, from, body } of terminal.messages) {
      agenda.later(atS * 1000, () => deliver(from, body))
    }
  }
  function deliver(from: number, body: string): void {
    const bytes = [0xa4, ...iconv.encode(body, 'gbk')]
    if (!binary) {
      const hex = Buffer.from(bytes).toString('hex').toUpperCase()
      if (terminal.dialect === 'third') line(`BDTCI,${from},${card},2,120000,3,0,${hex}`)
      else line(`BDTXR,1,${seven(from)},2,,${hex}`)
      return
    }
    const bits = bytes.length * 8
    frame('TXXX', 0x62, ...three(from), 0, 0, bits >> 8, bits & 255, ...bytes, 0)
  }
  /** Seconds still to wait; 0 begins a new interval. */
  function pace(): number {
    const now = world.clock.monotonicMs()
    const left = Math.ceil((sentMono + intervalS * 1000 - now) / 1000)
    if (left > 0) return left
    sentMono = now
    return 0
  }
  function answerOf(to: number): void {
    if (terminal.answering.includes(to)) agenda.later(answerMs, () => deliver(to, terminal.answer))
  }
  function feedback(command: string, waitS: number, hasSignal: boolean): void {
    if (binary) {
      if (!hasSignal) return frame('FKXX', 2, 0, 0, 0, 0)
      if (waitS > 0) return frame('FKXX', 4, 0, 0, 0, waitS & 255)
      return frame('FKXX', 0, ...Buffer.from(command, 'latin1'))
    }
    const ok = hasSignal && waitS === 0
    if (terminal.dialect === 'third' && command === 'TCQ') {
      return line(`BDFKI,120000,TCQ,${ok ? 'Y' : 'N'},${waitS > 0 ? 1 : 0},${waitS}`)
    }
    const wait = `${String(Math.floor(waitS / 60)).padStart(2, '0')}${String(waitS % 60).padStart(2, '0')}`
    line(`BDFKI,${command},${ok ? 'Y' : 'N'},${waitS > 0 ? 'N' : 'Y'},0,${wait}`)
  }
  function send(command: string, to: number): void {
    const hasSignal = beams.some((beam) => beam > 0)
    const waitS = hasSignal ? pace() : 0
    agenda.later(feedbackMs, () => feedback(command, waitS, hasSignal))
    if (hasSignal && waitS === 0) answerOf(to)
  }
  function tellBeams(): void {
    if (terminal.dialect === 'third') {
      const groups = beams.map((beam, i) => `${i + 1},${beam === 0 ? 0 : 36 + beam * 4},0,0`)
      line(`BDPWI,120000.00,00,${String(beams.length).padStart(2, '0')},${groups.join(',')}`)
    } else line(`BDBSI,01,02,${beams.join(',')}`)
  }
  function fix(): void {
    const [lat, lon] = place
    const at = new Date(world.clock.nowMs())
    const two = (value: number) => String(value).padStart(2, '0')
    const time = `${two(at.getUTCHours())}${two(at.getUTCMinutes())}${two(at.getUTCSeconds())}.00`
    const minutes = (degrees: number, width: number) => {
      const whole = Math.floor(degrees)
      return `${String(whole).padStart(width, '0')}${((degrees - whole) * 60).toFixed(4).padStart(7, '0')}`
    }
    line(
      `BDDWR,1,${seven(card)},${time},${minutes(lat, 2)},N,${minutes(lon, 3)},E,230,M,-6,M,1,V,V,L`,
    )
  }
  const words: Readonly<Record<string, (fields: readonly string[]) => void>> = {
    CCICA() {
      hello()
      const number = terminal.hasCard ? card : 0
      line(
        `BDICI,${seven(number)},00${seven(number).slice(1)},0000011,6,${terminal.hasCard ? intervalS : 0},${terminal.hasCard ? level : 0},N,0`,
      )
    },
    CCICR() {
      if (terminal.dialect !== 'third') return
      hello()
      line(
        `BDICP,${card},2032472,1,3,0,N,1,Y,1,0,0,3,1,1,${intervalS},${level},1,2,2,500,100,10,10`,
      )
    },
    CCRMO([, mode, period]) {
      beamsEvery?.()
      beamsEvery = undefined
      if (mode !== '2' && mode !== '4') return
      tellBeams()
      beamsEvery = agenda.every(Math.max(1, Number(period)) * 1000, tellBeams)
    },
    CCTXA: ([to]) => send('TXA', Number(to)),
    CCTCQ: ([to]) => send('TCQ', Number(to)),
    CCDWA() {
      send('DWA', 0)
      agenda.later(fixMs, fix)
    },
  }
  const frames: Readonly<Record<string, (contents: Uint8Array) => void>> = {
    ICJC() {
      hello()
      frame('ICXX', 0, 0x1d, 0x77, 0x14, 6, intervalS >> 8, intervalS & 255, level, 0, 0, 0)
    },
    XTZJ: () => frame('ZJXX', terminal.hasCard ? 0 : 1, 0, 100, 2, ...beams.slice(0, 6)),
    TXSQ: (contents) => send('TXSQ', Buffer.from(contents).readUIntBE(1, 3)),
  }
  const listen = rdssListener((asked: Asked) => {
    port.onMessage('in')
    if (asked.kind === 'words') {
      if (!binary) words[asked.name]?.(asked.fields)
    } else if (binary) frames[asked.name]?.(asked.contents)
  })
  return {
    roadUp() {},
    roadDown() {
      agenda.clear()
      beamsEvery = undefined
      connected = false
      port.onConnected(false)
    },
    onBytes: listen,
    stop: () => agenda.clear(),
  }
}
