/** One modem on one open line. */
import { assertNever } from '../../../core/kernel/assert-never.ts'
import type { DriverIo, DriverSession } from '../../../core/gateway/driver.ts'
import type { SessionStatus } from '../../../core/gateway/events.ts'
import type { CancelTimer } from '../../../core/kernel/world.ts'
import { atChannel, ringTracker, type AtNote, type Urc } from '../at/index.ts'
import { causes, type Cause } from './causes.ts'
import { openInbox } from './inbox.ts'
import { isRegistrationAnswer, readRegistration, signalDbm, type Registration } from './lines.ts'
import { openSending } from './sending.ts'
import type { ModemSettings } from './settings.ts'
import { noFindings, setUpModem, type Findings } from './start.ts'
import { openStore, pduNote } from './store.ts'
import { hasBody, readNews, urcs } from './urcs.ts'

type Phase = 'hello' | 'starting' | 'ready' | 'blocked'

const helloWithinMs = 1000
const helloAgainMs = 3000
/** Start-up lines of a modem that was switched on come one after the other. */
const settledAfterMs = 3000
const blockedAgainMs = 15_000
const silentTries = 3
const deviceWords: Readonly<Record<Registration, string>> = {
  idle: '未注册',
  home: '已注册',
  searching: '正在搜索',
  denied: '被拒绝',
  unknown: '不明',
  roaming: '已注册（漫游）',
}

export function openModem(
  settings: ModemSettings,
  io: DriverIo,
  deliveryMs: number,
): DriverSession {
  const timeoutMs = settings.answerTimeoutS * 1000
  const channel = atChannel(io, { urcs, hasBody, onUrc, describe })
  const inbox = openInbox(io, {
    gapAfterMs: settings.gapAfterS * 1000,
    ownNumber: () => found.ownNumber,
  })
  const sending = openSending(io, channel, settings, deliveryMs)
  const rings = ringTracker(io, settings.ringEndS * 1000)
  const store = openStore(channel, {
    inbox,
    timeoutMs: Math.max(timeoutMs, 20_000),
    onReport: (report) => sending.onReport(report),
    onFull: (full) =>
      io.emit({
        kind: 'deviceAlarm',
        from: '短信模块',
        code: 'store-full',
        state: full ? 'raised' : 'cleared',
      }),
  })
  let found: Findings = noFindings()
  let phase: Phase = 'hello'
  let told: string | undefined
  let dbm: number | undefined
  let awayMono: number | undefined
  /** Told as of no use; looking again must not look like a beginning. */
  let wasBlocked = false
  let cancelNext: CancelTimer = () => {}
  let closed = false

  function tell(status: SessionStatus): void {
    const words = JSON.stringify(status)
    if (words === told) return
    told = words
    io.emit({ kind: 'session', status })
  }
  function later(delayMs: number, run: () => void): void {
    cancelNext()
    cancelNext = io.timers.after(delayMs, run)
  }

  function hello(tries = 0): void {
    phase = 'hello'
    sending.pause()
    // Left in the middle of a text, a modem takes everything for its contents.
    if (tries % 5 === 0) channel.reset(true)
    channel.send({ text: 'AT', timeoutMs: helloWithinMs }, (result) => {
      if (result.kind === 'cancelled') return
      if (result.kind === 'ok') return begin()
      later(tries < 4 ? 0 : helloAgainMs, () => hello(tries + 1))
    })
  }
  function begin(): void {
    phase = 'starting'
    cancelNext()
    if (!wasBlocked) tell({ kind: 'connecting', step: 'starting' })
    channel.send({ text: 'ATE0', timeoutMs }, (result) => {
      if (result.kind !== 'cancelled') setUp()
    })
  }
  function setUp(): void {
    setUpModem(channel, settings, {
      ready(now) {
        found = now
        store.readAll()
        look()
      },
      blocked,
      silent,
    })
  }
  function blocked(cause: Cause): void {
    block(cause)
    later(blockedAgainMs, () => hello())
  }
  function block(cause: Cause): void {
    phase = 'blocked'
    wasBlocked = true
    sending.pause()
    tell({ kind: 'rejected', reason: cause })
  }
  function silent(): void {
    wasBlocked = false
    tell({ kind: 'silent', sinceMs: Math.round(io.monotonicMs() - channel.lastBytesMono) })
    later(0, () => hello())
  }
  function reboot(): void {
    if (phase === 'hello') return
    phase = 'hello'
    wasBlocked = false
    sending.pause()
    channel.reset(false)
    tell({ kind: 'connecting', step: 'waiting-for-modem' })
    later(settledAfterMs, () => hello())
  }

  /** Signal, net and store; also the sign of life. */
  function look(tries = 0): void {
    channel.send({ text: 'AT+CSQ', answers: ['+CSQ:'], timeoutMs }, (result) => {
      if (result.kind === 'cancelled') return
      if (result.kind === 'timed-out') {
        if (tries + 1 >= silentTries) return silent()
        return later(0, () => look(tries + 1))
      }
      if (result.kind === 'ok') onSignal(signalDbm(result.lines[0] ?? ''))
      askNet(['CREG', 'CEREG'], undefined)
    })
  }
  /** `best`: what is known so far; a telephone without either command is trusted to have a net. */
  function askNet(names: readonly string[], best: Registration | undefined): void {
    const [name, ...rest] = names
    if (name === undefined) {
      onNet(best ?? 'home')
      store.look()
      return later(settings.pollS * 1000, look)
    }
    const command = { text: `AT+${name}?`, answers: [`+${name}:`], accepts: isRegistrationAnswer }
    channel.send({ ...command, timeoutMs }, (result) => {
      if (result.kind === 'cancelled') return
      const said = result.kind === 'ok' ? readRegistration(result.lines[0] ?? '') : undefined
      const now = said ?? best
      askNet(now !== undefined && isNet(now) ? [] : rest, now)
    })
  }
  const isNet = (state: Registration) => state === 'home' || state === 'roaming'

  function onSignal(now: number | undefined): void {
    if (now !== undefined && now !== dbm) io.emit({ kind: 'rssi', level: now })
    dbm = now
  }
  function onNet(state: Registration): void {
    const changed = state !== found.registration
    found.registration = state
    if (isNet(state)) {
      awayMono = undefined
      wasBlocked = false
      if (phase !== 'ready' || changed) tellDevice()
      phase = 'ready'
      const gateway = [found.maker, found.model].filter(Boolean).join(' ')
      tell({ kind: 'ready', ...(gateway === '' ? {} : { gateway }) })
      return sending.resume()
    }
    awayMono ??= io.monotonicMs()
    // A modem between two cells is away for a moment; one that never had a net is told at once.
    const patience = phase === 'ready' ? settings.searchS * 1000 : 0
    if (io.monotonicMs() - awayMono < patience) return
    if (changed) tellDevice()
    block(state === 'denied' ? 'network-denied' : 'no-network')
  }
  function tellDevice(): void {
    const facts: Record<string, string | number> = {}
    const named = [
      ['厂商', found.maker],
      ['型号', found.model],
      ['串号', found.serial],
      ['卡号', found.card],
      ['本机号码', found.ownNumber],
      ['短信中心', found.centre === '' ? causes['no-centre'] : found.centre],
      ['短信存储', found.store],
      ['网络', deviceWords[found.registration]],
    ] as const
    for (const [word, value] of named) if (value !== '') facts[word] = value
    if (dbm !== undefined) facts['信号 dBm'] = dbm
    io.emit({ kind: 'device', facts })
  }

  function describe({ text, body }: Urc): AtNote {
    const news = readNews(text)
    if (!news) return { outcome: 'unknown' }
    if (news.kind !== 'message' && news.kind !== 'report') return {}
    return body === undefined ? { outcome: 'damaged' } : (pduNote(body, text) ?? {})
  }
  function confirm(): void {
    // Without phase 2+ there is nothing to acknowledge, and an error would come back.
    if (found.confirms) channel.send({ text: 'AT+CNMA', timeoutMs, urgent: true }, () => {})
  }
  function onUrc({ text, body }: Urc): void {
    const news = readNews(text)
    if (!news) return
    switch (news.kind) {
      case 'stored':
        return store.read(news.index)
      case 'message':
      case 'report':
        return store.direct(body, confirm)
      case 'ring':
      case 'hung-up':
        return rings.take(news)
      case 'caller':
        return rings.take({ ...news, kind: 'number' })
      case 'registration':
        // Only what it says by itself after the start; until then the start asks.
        if (phase === 'ready' || phase === 'blocked') onRegistrationNews(news.state)
        return
      case 'signal':
        return onSignal(news.dbm)
      case 'started':
        return reboot()
      case 'other':
        return
      default:
        assertNever(news)
    }
  }
  function onRegistrationNews(state: Registration): void {
    // LTE and the older net say it each for itself: a loss is asked about, a gain believed.
    if (isNet(state) && found.maker !== '') onNet(state)
    else if (channel.idle) later(0, look)
  }

  return {
    start() {
      tell({ kind: 'connecting', step: 'waiting-for-modem' })
      hello()
    },
    onBytes: (bytes) => channel.onBytes(bytes),
    command(id, command) {
      const refuse = (cause: Cause) =>
        io.emit({ kind: 'commandResult', command: id, result: { kind: 'refused', cause } })
      if (command.kind === 'sendText') {
        return phase === 'ready' ? sending.order(id, command) : refuse('not-ready')
      }
      if (command.kind !== 'inspect') return refuse('unsupported')
      if (phase !== 'ready') return refuse('not-ready')
      channel.send({ text: 'AT+CSQ', answers: ['+CSQ:'], timeoutMs }, (result) => {
        if (result.kind === 'ok') onSignal(signalDbm(result.lines[0] ?? ''))
        if (!closed) tellDevice()
        const done = result.kind === 'ok' ? 'confirmed' : 'timed-out'
        io.emit({ kind: 'commandResult', command: id, result: { kind: done } })
      })
    },
    close() {
      if (closed) return
      closed = true
      cancelNext()
      sending.pause()
      channel.close()
      sending.close()
      inbox.close()
      rings.close()
    },
  }
}
