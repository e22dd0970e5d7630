/**
 * Keeps one gateway alive: link + driver + settings. Opens, watches, says what it sees, and
 * opens again; nothing that the line or the driver does reaches the rest of the console.
 */
import type { CancelTimer, EpochMs } from '../kernel/world.ts'
import { backoffMs } from './backoff.ts'
import { cageDriver, type CagedSession } from './driver-cage.ts'
import type { FrameRecord } from './driver.ts'
import type { GatewayCommand, GatewayEvent, SessionStatus } from './events.ts'
import { createFrameRing, type FrameRing } from './frame-ring.ts'
import {
  stoppedHealth,
  type FrameCounts,
  type GatewayHealth,
  type GatewayReason,
  type GatewayState,
} from './health.ts'
import { judgeLine } from './line-watch.ts'
import type { Link, LinkStatus } from './link.ts'
import { shielded } from './shield.ts'
import type { SupervisorOptions } from './supervised.ts'

export type { GatewayHealth } from './health.ts'
export type { SupervisedEvent, SupervisorOptions } from './supervised.ts'

export interface GatewaySupervisor {
  start(): void
  readonly health: GatewayHealth
  readonly frames: FrameRing
  /** Refused with cause `gateway-down` or `unsupported`, or handed to the driver; the result is an event. */
  command(id: string, command: GatewayCommand): void
  /** Opens at once instead of waiting for the next attempt. */
  retryNow(): void
  /** Ends the session and the link; commands still open end as timed out. May be called twice. */
  close(): Promise<void>
}

const tickMs = 1000
/** More different faults than this are only counted: a driver that far gone has said enough. */
const maxFaultsTold = 50

interface Attempt {
  readonly link: Link
  session?: CagedSession | undefined
  /** The last thing the driver said about its session. */
  said: SessionStatus | undefined
  openedMono: number
  lastFrameMono: number
  noiseSinceFrame: boolean
}

export function superviseGateway<Settings>(
  options: SupervisorOptions<Settings>,
): GatewaySupervisor {
  const { driver, clock, timers } = options
  const frames = createFrameRing()
  const faultsTold = new Set<string>()
  let health: GatewayHealth = { ...stoppedHealth, since: clock.nowMs() }
  let dirty = false
  const listeners = shielded(options)
  let attempt: Attempt | undefined
  let closing: Promise<void> = Promise.resolve()
  let failures = 0
  let running = false
  let cancelRetry: CancelTimer | undefined
  let cancelTick: CancelTimer | undefined
  let lastTick = { wall: 0, mono: 0 }
  let isUp = false
  let lostMono: number | undefined

  function enter(
    state: GatewayState,
    reason: GatewayReason,
    detail: string,
    retryAt?: EpochMs,
  ): void {
    const same = health.state === state && health.reason === reason && health.detail === detail
    if (same && health.retryAt === retryAt) return
    const since = health.state === state ? health.since : clock.nowMs()
    health = { ...health, state, reason, detail, since, retryAt }
    dirty = false
    listeners.onStatus(health)
  }
  function up({ detail = '' }: Extract<SessionStatus, { kind: 'ready' }>): void {
    failures = 0
    enter('ready', 'working', detail)
    if (isUp) return
    isUp = true
    if (lostMono === undefined) return
    const gapMs = Math.max(0, Math.round(clock.monotonicMs() - lostMono))
    lostMono = undefined
    listeners.onEvent({ kind: 'back', gapMs, at: clock.nowMs() })
  }
  function lost(reason: GatewayReason, detail: string, sinceMono: number): void {
    if (!isUp) return
    isUp = false
    lostMono = sinceMono
    listeners.onEvent({ kind: 'lost', reason, detail, at: clock.nowMs() })
  }

  function end(ended: Attempt): void {
    if (attempt !== ended) return
    attempt = undefined
    ended.session?.close()
    // The next attempt waits for it: a port that is still closing would say it is busy.
    closing = closing.then(() => ended.link.close())
  }
  function fail(
    failed: Attempt,
    reason: GatewayReason,
    detail: string,
    sinceMono = clock.monotonicMs(),
  ): void {
    if (attempt !== failed) return
    end(failed)
    lost(reason, detail, sinceMono)
    const waitMs = backoffMs(failures, options.random)
    failures += 1
    cancelRetry?.()
    cancelRetry = timers.after(waitMs, open)
    enter('down', reason, detail, clock.nowMs() + waitMs)
  }
  function open(): void {
    cancelRetry?.()
    cancelRetry = undefined
    enter('opening', 'in-progress', '')
    void openAfter(closing)
  }
  async function openAfter(closed: Promise<void>): Promise<void> {
    await closed
    if (running && attempt === undefined) openLinkNow()
  }
  function openLinkNow(): void {
    const mono = clock.monotonicMs()
    const link = options.openLink(options.linkSettings, {
      onBytes: (bytes, channel, address) => {
        if (attempt === made) made.session?.onBytes(bytes, channel, address)
      },
      onStatus: (status) => onLink(made, status),
      onPeer: (channel, state, address) => {
        if (attempt === made) made.session?.onPeer(channel, state, address)
      },
    })
    const made: Attempt = {
      link,
      said: undefined,
      openedMono: mono,
      lastFrameMono: mono,
      noiseSinceFrame: false,
    }
    attempt = made
    link.open()
  }
  function onLink(from: Attempt, status: LinkStatus): void {
    if (attempt !== from) return
    if (status.kind === 'down') return fail(from, status.reason, status.detail)
    if (status.kind === 'closed') return fail(from, 'vanished', 'link closed')
    if (status.kind === 'opening') return
    from.openedMono = from.lastFrameMono = clock.monotonicMs()
    enter('connecting', 'in-progress', '')
    startSession(from)
  }
  function startSession(on: Attempt): void {
    on.session = cageDriver(driver, options.settings, options, {
      write: (bytes, channel, address) => void on.link.write(bytes, channel, address),
      dropPeer: (channel) => on.link.drop?.(channel),
      onEvent: (event) => onDriverEvent(on, event),
      onFrame: (frame) => onFrame(on, frame),
      onFault: (error) => onFault(on, error),
    })
    on.session.start()
  }
  function onFault(from: Attempt, error: unknown): void {
    const message = error instanceof Error ? error.message : String(error)
    health = { ...health, driverFaults: health.driverFaults + 1 }
    dirty = true
    fail(from, 'driver-fault', message)
    if (faultsTold.has(message) || faultsTold.size >= maxFaultsTold) return
    faultsTold.add(message)
    listeners.onEvent({ kind: 'driverFault', message, at: clock.nowMs() })
  }

  function onDriverEvent(from: Attempt, event: GatewayEvent): void {
    if (event.kind !== 'session') return listeners.onEvent(event)
    if (attempt !== from) return
    from.said = event.status
    onSession(from, event.status)
  }
  function onSession(from: Attempt, status: SessionStatus): void {
    switch (status.kind) {
      case 'ready':
        return up(status)
      case 'connecting':
        // A driver that knocks again and again on a dead line does not make it less silent.
        if (health.state === 'silent' && isQuiet(from)) return
        lost('no-answer', status.step, from.lastFrameMono)
        return enter('connecting', 'in-progress', status.step)
      case 'silent':
        lost('no-answer', '', from.lastFrameMono)
        return enter('silent', 'no-answer', '')
      case 'rejected':
        lost('rejected', status.reason, clock.monotonicMs())
        return enter('refused', 'rejected', status.reason)
      case 'needs-vendor-file':
        lost('no-vendor-file', '', clock.monotonicMs())
        return enter('needs-vendor-file', 'no-vendor-file', '')
    }
  }

  function isQuiet(on: Attempt): boolean {
    const beat = driver.heartbeatMs
    return beat !== undefined && clock.monotonicMs() - on.lastFrameMono > beat
  }
  function onFrame(from: Attempt, frame: FrameRecord): void {
    const at = clock.nowMs()
    frames.push(frame, at)
    const place: keyof FrameCounts =
      frame.direction === 'out' ? 'out' : frame.outcome === 'ok' ? 'in' : frame.outcome
    health = { ...health, counts: { ...health.counts, [place]: health.counts[place] + 1 } }
    if (place === 'in' || place === 'unknown') {
      health = { ...health, lastFrameAt: at }
      from.lastFrameMono = clock.monotonicMs()
      from.noiseSinceFrame = false
      // Quiet by our own watch only; the driver still holds its session for good.
      if (health.state === 'silent' && from.said?.kind === 'ready') up(from.said)
    } else if (place !== 'out') from.noiseSinceFrame = true
    dirty = true
    listeners.onFrame(frame, at)
  }

  function tick(): void {
    cancelTick = timers.after(tickMs, tick)
    const now = { wall: clock.nowMs(), mono: clock.monotonicMs() }
    const lateMs = Math.max(now.wall - lastTick.wall, now.mono - lastTick.mono) - tickMs
    lastTick = now
    if (attempt !== undefined) watchAttempt(attempt, now.mono, lateMs)
    if (!dirty) return
    dirty = false
    listeners.onStatus(health)
  }
  function watchAttempt(on: Attempt, mono: number, lateMs: number): void {
    if (on.session === undefined) return
    const { state, reason, detail } = health
    const verdict = judgeLine({
      state,
      lateMs,
      quietMs: mono - on.lastFrameMono,
      openMs: mono - on.openedMono,
      heartbeatMs: driver.heartbeatMs,
      passive: driver.passive === true,
    })
    if (verdict === 'slept') fail(on, 'slept', `${Math.round(lateMs / 1000)} s`, mono - lateMs)
    else if (verdict === 'stuck') fail(on, reason === 'in-progress' ? 'no-answer' : reason, detail)
    else if (verdict === 'silent') {
      const why = on.noiseSinceFrame ? 'only-noise' : 'no-frames'
      lost(why, '', on.lastFrameMono)
      enter('silent', why, '')
    }
  }

  function refuseCommand(id: string, cause: string): void {
    listeners.onEvent({ kind: 'commandResult', command: id, result: { kind: 'refused', cause } })
  }
  return {
    get health() {
      return health
    },
    frames,
    start() {
      if (running) return
      running = true
      lastTick = { wall: clock.nowMs(), mono: clock.monotonicMs() }
      cancelTick = timers.after(tickMs, tick)
      open()
    },
    command(id, command) {
      const session = attempt?.session
      if (session === undefined || health.state !== 'ready')
        return refuseCommand(id, 'gateway-down')
      if (!driver.commands.includes(command.kind)) return refuseCommand(id, 'unsupported')
      session.command(id, command)
    },
    retryNow() {
      if (!running) return
      failures = 0
      if (attempt !== undefined) fail(attempt, 'vanished', 'reopened by the operator')
      open()
    },
    close() {
      running = false
      cancelRetry?.()
      cancelTick?.()
      if (attempt !== undefined) end(attempt)
      isUp = false
      enter('stopped', 'not-started', '')
      return closing
    },
  }
}
