/**
 * What is on a port that nobody has named: first it is listened to at the usual speeds, then, where
 * nothing at all was heard, the drivers' harmless questions are asked. It suggests; a person decides.
 */
import type { Timers } from '../kernel/world.ts'
import type { Driver, Recognition } from './driver.ts'
import type { Link, LinkDownReason, LinkSettings, OpenLink } from './link.ts'

export type DetectableLink = Extract<LinkSettings, { kind: 'serial' | 'tcp' | 'memory' }>

/** `certain`: several frames, nearly all right; `likely`: one right; `possible`: the shape only. */
export type Certainty = 'certain' | 'likely' | 'possible'

export interface Finding {
  readonly driver: string
  readonly title: string
  /** Absent where the line has no speed. */
  readonly baud: number | undefined
  readonly certainty: Certainty
  readonly how: 'heard' | 'answered'
  readonly good: number
  readonly damaged: number
  readonly noise: number
  readonly says: string | undefined
}

export type DetectStep =
  | {
      readonly kind: 'listening'
      readonly baud: number | undefined
      readonly n: number
      readonly of: number
    }
  | { readonly kind: 'asking'; readonly title: string; readonly baud: number | undefined }

export interface DetectReport {
  /** Best first. */
  readonly findings: readonly Finding[]
  /** Bytes heard at each speed, before anything was asked. */
  readonly heard: readonly {
    readonly baud: number | undefined
    readonly bytes: number
    readonly hex: string
  }[]
  readonly asked: readonly { readonly title: string; readonly baud: number | undefined }[]
  /** What we wrote came back: a line of two wires, or a plug that joins both. */
  readonly echo: boolean
  /** The port did not open. */
  readonly problem: { readonly reason: LinkDownReason; readonly detail: string } | undefined
  readonly stopped: boolean
}

export interface DetectOptions {
  readonly drivers: readonly Driver[]
  readonly openLink: OpenLink
  readonly link: DetectableLink
  readonly timers: Timers
  /** At each speed. Receivers speak every second; stations may take minutes, which nobody waits for. */
  readonly listenMs?: number
  readonly answerMs?: number
  onStep?(step: DetectStep): void
  isStopped?(): boolean
}

const maxHeard = 64 * 1024
const sampleBytes = 64

const hexOf = (bytes: Uint8Array): string =>
  Array.from(bytes.subarray(0, sampleBytes), (byte) => byte.toString(16).padStart(2, '0')).join(' ')

/** Speeds in the order in which they are worth trying: by how many drivers want them, and how much. */
export function speedsOf(drivers: readonly Driver[]): number[] {
  const worth = new Map<number, number>()
  for (const { detection } of drivers) {
    for (const [place, baud] of (detection?.bauds ?? []).entries()) {
      worth.set(baud, (worth.get(baud) ?? 0) + 1 / (place + 1))
    }
  }
  return [...worth].toSorted(([a, one], [b, other]) => other - one || b - a).map(([baud]) => baud)
}

function certaintyOf(
  how: Finding['how'],
  { good, damaged, noise }: Recognition,
  bytes: number,
): Certainty | undefined {
  // What answers in its own words to the question of its own language is no chance.
  if (how === 'answered' && good >= 1 && damaged === 0) return 'certain'
  if (good >= 2 && damaged * 3 <= good && noise * 2 <= bytes) return 'certain'
  if (good >= 1) return 'likely'
  return damaged >= 2 && noise * 2 <= bytes ? 'possible' : undefined
}

const isDatagrams = ({ links }: Pick<Driver, 'links'>): boolean =>
  links.every((kind) => kind === 'udp' || kind === 'memory')

/**
 * What a driver makes of pieces that came one after the other: of all of them together, or of each
 * alone where its frames are datagrams, which put together are none.
 */
export function recogniseIn(
  driver: Pick<Driver, 'links' | 'detection'>,
  pieces: readonly Uint8Array[],
): Recognition | undefined {
  const { detection } = driver
  if (!detection) return undefined
  if (!isDatagrams(driver)) {
    const size = pieces.reduce((sum, piece) => sum + piece.length, 0)
    return detection.recognise(joined(pieces, size))
  }
  const none: Recognition = { good: 0, damaged: 0, noise: 0 }
  return pieces
    .map((piece) => detection.recognise(piece))
    .reduce(
      (all, one) => ({
        good: all.good + one.good,
        damaged: all.damaged + one.damaged,
        noise: all.noise + one.noise,
        says: one.says ?? all.says,
      }),
      none,
    )
}

const rank: Readonly<Record<Certainty, number>> = { certain: 0, likely: 1, possible: 2 }

const better = (one: Finding, other: Finding): number =>
  rank[one.certainty] - rank[other.certainty] || other.good - one.good || one.noise - other.noise

/** An open line whose bytes are gathered. */
interface Tap {
  readonly link: Link
  readonly heard: () => Uint8Array
  forget(): void
}

type Opened = { readonly tap: Tap } | { readonly problem: NonNullable<DetectReport['problem']> }

export async function detectLine(options: DetectOptions): Promise<DetectReport> {
  const { timers, link, listenMs = 2500, answerMs = 1500 } = options
  const usable = options.drivers.filter(
    ({ detection, links }) => detection !== undefined && links.includes(link.kind),
  )
  const bauds: (number | undefined)[] = link.kind === 'serial' ? speedsOf(usable) : [undefined]
  const findings: Finding[] = []
  const heard: DetectReport['heard'][number][] = []
  const asked: DetectReport['asked'][number][] = []
  let echo = false
  const stopped = () => options.isStopped?.() === true
  const wait = (ms: number) => new Promise<void>((resolve) => void timers.after(ms, resolve))

  function open(baud: number | undefined): Promise<Opened> {
    return new Promise((resolve) => {
      let bytes: Uint8Array[] = []
      let size = 0
      const made = options.openLink(
        baud === undefined || link.kind !== 'serial' ? link : { ...link, baud },
        {
          onBytes(piece) {
            if (size >= maxHeard) return
            bytes.push(piece.slice())
            size += piece.length
          },
          onStatus(status) {
            if (status.kind === 'open') {
              resolve({
                tap: {
                  link: made,
                  heard: () => joined(bytes, size),
                  forget() {
                    bytes = []
                    size = 0
                  },
                },
              })
            } else if (status.kind === 'down') {
              const { reason, detail } = status
              void made.close().then(() => resolve({ problem: { reason, detail } }))
            }
          },
        },
      )
      made.open()
    })
  }
  function recognise(
    bytes: Uint8Array,
    baud: number | undefined,
    how: Finding['how'],
    only?: Driver,
  ): Finding[] {
    return (only ? [only] : usable).flatMap(({ id, title, detection }) => {
      const seen = detection?.recognise(bytes)
      const certainty = seen && certaintyOf(how, seen, bytes.length)
      if (!seen || !certainty) return []
      const { good, damaged, noise, says } = seen
      return [{ driver: id, title, baud, certainty, how, good, damaged, noise, says }]
    })
  }
  const done = (problem?: DetectReport['problem']): DetectReport => ({
    findings: bestOf(findings),
    heard,
    asked,
    echo,
    problem,
    stopped: stopped(),
  })

  for (const [i, baud] of bauds.entries()) {
    if (stopped()) return done()
    options.onStep?.({ kind: 'listening', baud, n: i + 1, of: bauds.length })
    const opened = await open(baud)
    if ('problem' in opened) return done(opened.problem)
    await wait(listenMs)
    const bytes = opened.tap.heard()
    await opened.tap.link.close()
    if (bytes.length === 0) continue
    heard.push({ baud, bytes: bytes.length, hex: hexOf(bytes) })
    const seen = recognise(bytes, baud, 'heard')
    findings.push(...seen)
    if (seen.some(({ certainty }) => certainty === 'certain')) return done()
  }
  // A device that talks by itself is not disturbed: a question could be a command in its language.
  if (heard.length > 0) return done()

  for (const baud of bauds) {
    const askers = usable.filter(
      ({ detection }) =>
        detection?.question !== undefined && (baud === undefined || detection.bauds.includes(baud)),
    )
    if (askers.length === 0) continue
    if (stopped()) return done()
    const opened = await open(baud)
    if ('problem' in opened) return done(opened.problem)
    const { tap } = opened
    for (const driver of askers) {
      const question = driver.detection?.question
      if (!question || stopped()) continue
      options.onStep?.({ kind: 'asking', title: driver.title, baud })
      asked.push({ title: driver.title, baud })
      tap.forget()
      void tap.link.write(question)
      await wait(answerMs)
      const { bytes, wasEcho } = withoutEcho(tap.heard(), question)
      echo ||= wasEcho
      if (bytes.length > 0) findings.push(...recognise(bytes, baud, 'answered', driver))
    }
    await tap.link.close()
    if (findings.some(({ certainty }) => certainty !== 'possible')) return done()
  }
  return done()
}

/** One for each driver and speed. */
function bestOf(findings: readonly Finding[]): Finding[] {
  const best = new Map<string, Finding>()
  for (const finding of findings.toSorted(better)) {
    if (!best.has(finding.driver)) best.set(finding.driver, finding)
  }
  return [...best.values()]
}

function joined(pieces: readonly Uint8Array[], size: number): Uint8Array {
  const whole = new Uint8Array(size)
  let at = 0
  for (const piece of pieces) {
    whole.set(piece, at)
    at += piece.length
  }
  return whole
}

/** Our own words that came back say nothing about a device. */
function withoutEcho(bytes: Uint8Array, sent: Uint8Array): { bytes: Uint8Array; wasEcho: boolean } {
  const wasEcho = bytes.length >= sent.length && sent.every((byte, at) => bytes[at] === byte)
  return { bytes: wasEcho ? bytes.subarray(sent.length) : bytes, wasEcho }
}
