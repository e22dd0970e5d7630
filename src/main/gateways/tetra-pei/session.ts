/** The terminal's session: find it, set it up, watch it, notice when it was switched off and on. */
import type { DriverIo, DriverSession } from '../../../core/gateway/driver.ts'
import type { SessionStatus } from '../../../core/gateway/events.ts'
import { fromLatin1 } from '../../../core/gateway/frame-kit.ts'
import type { CancelTimer } from '../../../core/kernel/world.ts'
import { atChannel, type AtResult, type Urc } from '../at/index.ts'
import { decodeLine, isPduLine, noteOf, type Decoded } from './decode.ts'
import { readPeiLine, type OwnLine } from './lines.ts'
import { createServices } from './services.ts'
import type { PeiSettings } from './settings.ts'
import { groupPages, startSteps, type StartStep } from './start-steps.ts'

const helloMs = 2000
/** Garbage on the line makes the first command wrong; it is said again. */
const helloAgainMs = 300
const restartPauseMs = 1500
const missesAllowed = 2
const registrationEveryMs = 60_000
const maxLine = 1400

export function peiSession(settings: PeiSettings, io: DriverIo): DriverSession {
  let phase: 'hello' | 'start' | 'up' | 'closed' = 'hello'
  /** Each start-up has its own; an older one stops where it is. */
  let round = 0
  let misses = 0
  let breakCause = 'line-broken'
  let lastHeardMs = io.nowMs()
  let said = ''
  let cancel: CancelTimer = () => {}
  let registrationAskedMono = 0
  let routedMono = 0
  let ranges: Extract<OwnLine, { kind: 'group-range' }>[] = []
  let decodedLast: { urc: Urc; decoded: Decoded } | undefined

  const commandMs = settings.commandTimeoutS * 1000
  function standard(text: string): string {
    const name = /^[+^*%#$][A-Z0-9]+/.exec(text)?.[0] ?? ''
    return Object.hasOwn(settings.lineNames, name)
      ? `${settings.lineNames[name]}${text.slice(name.length)}`
      : text
  }
  function decode(urc: Urc): Decoded {
    if (decodedLast?.urc !== urc) {
      decodedLast = { urc, decoded: decodeLine(standard(urc.text), urc.body) }
    }
    return decodedLast.decoded
  }
  const isRestartLine = (text: string) =>
    settings.restartLines.some((each) => text.startsWith(each))

  const at = atChannel(io, {
    maxLine,
    lineEnd: settings.lineEnd === 'CRLF' ? '\r\n' : '\r',
    urcs: ['+'],
    hasBody: (line) => standard(line).startsWith('+CTSDSR:'),
    isBody: isPduLine,
    onUrc,
    onEcho() {
      // It was told not to repeat: it has forgotten that, and with it everything else.
      if (phase === 'up') restarted()
    },
    describe: (urc) => (isRestartLine(urc.text) ? { kind: 'pei/restart' } : noteOf(decode(urc))),
  })
  const services = createServices(settings, io, at, {
    isUp: () => phase === 'up',
    breakCause: () => breakCause,
    onOwnLine(line) {
      if (line.kind === 'group-range') ranges = [...ranges, line].slice(-2)
      if (line.kind === 'registration' && phase === 'up') sayNet()
    },
  })
  const { own } = services

  function say(status: SessionStatus): void {
    const now = JSON.stringify(status)
    if (now === said) return
    said = now
    io.emit({ kind: 'session', status })
  }
  function later(delayMs: number, run: () => void): void {
    cancel()
    cancel = io.timers.after(delayMs, run)
  }

  function onUrc(urc: Urc): void {
    if (phase === 'closed') return
    if (isRestartLine(urc.text)) {
      if (phase !== 'hello') restarted()
      return
    }
    services.onDecoded(decode(urc))
  }

  function sayNet(): void {
    switch (own.net) {
      case 'denied':
        return say({ kind: 'rejected', reason: 'registration-denied' })
      case 'searching':
        return say({ kind: 'connecting', step: 'searching-network' })
      case 'registered':
      case 'not-needed':
        return say({ kind: 'ready', gateway: own.name })
    }
  }
  function hello(): void {
    phase = 'hello'
    at.send({ text: settings.commands.hello, timeoutMs: helloMs }, (result) => {
      if (phase !== 'hello' || result.kind === 'cancelled') return
      if (result.kind === 'ok') return start()
      misses += 1
      if (misses > missesAllowed) say({ kind: 'silent', sinceMs: lastHeardMs })
      later(helloAgainMs, hello)
    })
  }
  function start(): void {
    phase = 'start'
    round += 1
    misses = 0
    ranges = []
    breakCause = 'line-broken'
    say({ kind: 'connecting', step: 'start-up' })
    const refusedSteps: string[] = []
    runSteps(
      round,
      startSteps(settings),
      (step, result) => {
        if (result.kind === 'failed' && step.needed) refusedSteps.push(step.text)
      },
      () => {
        phase = 'up'
        routedMono = registrationAskedMono = io.monotonicMs()
        sayNet()
        // A service the terminal does not route will never reach the console: that is to be known.
        if (refusedSteps.length > 0) own.note('终端未接受的指令', refusedSteps.join('、'))
        own.tell()
        runSteps(
          round,
          groupPages(settings, ranges),
          () => {},
          () => own.tell(),
        )
        probeLater()
      },
    )
  }
  /** One after another; a command nobody answers ends the round. */
  function runSteps(
    of: number,
    steps: readonly StartStep[],
    onResult: (step: StartStep, result: AtResult) => void,
    onEnd: () => void,
  ): void {
    const [step, ...rest] = steps
    if (!step) return onEnd()
    const { text, answers } = step
    // An answer without a name is no unknown line: it was asked for.
    const note = () => ({ kind: `at/answer ${text}` })
    const isNews = (line: string) => readPeiLine(standard(line))?.kind === 'sds'
    at.send(
      { text, timeoutMs: commandMs, answers, accepts: (line) => !isNews(line), note },
      (result) => {
        if (of !== round || phase === 'closed' || result.kind === 'cancelled') return
        if (result.kind === 'timed-out') return missed()
        if (result.kind === 'ok' || result.kind === 'failed')
          step.take?.(result.lines, (line) => own.onLine(line))
        onResult(step, result)
        runSteps(of, rest, onResult, onEnd)
      },
    )
  }
  function missed(): void {
    misses += 1
    if (misses >= missesAllowed || phase === 'start') lost()
    else probe()
  }
  function lost(): void {
    say({ kind: 'silent', sinceMs: lastHeardMs })
    standDown()
    later(helloAgainMs, hello)
  }
  function standDown(): void {
    round += 1
    phase = 'hello'
    cancel()
    // The queue first: what it holds must not go out while everything else is given up.
    services.forget(breakCause)
    at.reset(false)
  }
  function restarted(): void {
    breakCause = 'terminal-restarted'
    say({ kind: 'connecting', step: 'restarted' })
    standDown()
    later(restartPauseMs, hello)
  }

  function probeLater(): void {
    later(settings.probeS * 1000, probe)
  }
  function probe(): void {
    if (phase !== 'up') return
    if (!at.idle) return probeLater()
    const now = io.monotonicMs()
    const { signal, hello: plain, registration } = settings.commands
    const askNet = registration !== '' && now - registrationAskedMono >= registrationEveryMs
    const isAway = own.net === 'searching' || own.net === 'denied'
    if (askNet || (isAway && registration !== '')) registrationAskedMono = now
    const text = registrationAskedMono === now ? registration : signal === '' ? plain : signal
    at.send({ text, timeoutMs: commandMs }, (result) => {
      if (phase !== 'up' || result.kind === 'cancelled') return
      if (result.kind === 'timed-out') return missed()
      misses = 0
      own.tell()
      reroute()
      probeLater()
    })
  }
  function reroute(): void {
    const everyMs = settings.routingEveryS * 1000
    const now = io.monotonicMs()
    if (everyMs === 0 || now - routedMono < everyMs) return
    routedMono = now
    const steps = settings.routing.map((text) => ({ text, needed: false }))
    runSteps(
      round,
      steps,
      () => {},
      () => {},
    )
  }

  return {
    start() {
      if (phase === 'closed') return
      say({ kind: 'connecting', step: 'waiting-for-terminal' })
      hello()
    },
    onBytes(bytes) {
      if (phase === 'closed') return
      lastHeardMs = io.nowMs()
      at.onBytes(bytes)
    },
    command: (id, command) => services.command(id, command),
    close() {
      if (phase === 'closed') return
      const letGo = services.letGo()
      phase = 'closed'
      round += 1
      cancel()
      breakCause = 'line-broken'
      services.stopSending(breakCause)
      at.close()
      services.close()
      // Best effort: a gateway left alone must not stay on the air.
      if (letGo !== undefined) {
        const bytes = fromLatin1(`${letGo}\r`)
        io.record({ direction: 'out', bytes, channel: 0, outcome: 'ok', kind: `at/${letGo}` })
        io.write(bytes)
      }
    },
  }
}
