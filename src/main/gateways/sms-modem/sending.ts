/** Texts going out: one at a time, part by part, never one twice that may have gone. */
import type { DriverIo } from '../../../core/gateway/driver.ts'
import type { CommandResult, GatewayCommand } from '../../../core/gateway/events.ts'
import type { CancelTimer } from '../../../core/kernel/world.ts'
import type { AtChannel, AtResult } from '../at/index.ts'
import { isDiallable } from './address.ts'
import { causeOf, deliveryCause, triesAgain, type Cause } from './causes.ts'
import { messageReference } from './lines.ts'
import type { StatusReport } from './pdu.ts'
import { reportClass } from './report-status.ts'
import { openSentBook, referenceOf, type SentPart, type SentText } from './sent.ts'
import type { ModemSettings } from './settings.ts'
import { splitText, type Part } from './split.ts'
import { writeSubmit } from './submit.ts'

export type TextOrder = Extract<GatewayCommand, { kind: 'sendText' }>

export interface Sending {
  order(command: string, text: TextOrder): void
  onReport(report: StatusReport): void
  /** The modem is set up again: what waits may go on. */
  resume(): void
  /** Nothing is begun until `resume`. */
  pause(): void
  close(): void
}

interface Job {
  readonly text: SentText
  readonly parts: readonly Part[]
  readonly urgent: boolean
  attempt: number
  cancelReport: CancelTimer
}

const mostWaiting = 100
const retryAfterMs = [5000, 15_000, 30_000] as const
/** Centres report for days; ours forgets after this. */
const keepReportsMs = 48 * 3_600_000

/** What the reports of all parts together say; nothing while one is missing. */
function outcomeOf(
  parts: readonly Pick<SentPart, 'state' | 'status'>[],
): CommandResult | undefined {
  const failed = parts.find(
    ({ state }) => state === 'permanent_failure' || state === 'temporary_given_up',
  )
  if (failed) return { kind: 'refused', cause: deliveryCause(failed.status) }
  const states = parts.map(({ state }) => state)
  if (states.includes('waiting') || states.includes('temporary_still_trying')) return undefined
  return states.every((state) => state === 'delivered')
    ? { kind: 'confirmed', detail: { parts: states } }
    : { kind: 'unknown', cause: 'handed-on' }
}

export function openSending(
  io: DriverIo,
  channel: AtChannel,
  settings: ModemSettings,
  deliveryMs: number,
): Sending {
  const book = openSentBook(io, keepReportsMs)
  const waiting: Job[] = []
  const reporting = new Map<SentText, Job>()
  let current: Job | undefined
  let cancelRetry: CancelTimer = () => {}
  let paused = true
  let nextRef = io.random.bytes(1)[0] ?? 0

  const tell = (command: string, result: CommandResult) =>
    io.emit({ kind: 'commandResult', command, result })
  const refuse = (command: string, cause: Cause) => tell(command, { kind: 'refused', cause })

  function finish(job: Job, result: CommandResult): void {
    job.cancelReport()
    reporting.delete(job.text)
    if (!job.text.ended) tell(job.text.command, result)
    job.text.ended = true
  }
  function next(): void {
    if (current || paused) return
    const urgent = waiting.findIndex((job) => job.urgent)
    const [job] = waiting.splice(Math.max(0, urgent), 1)
    if (!job) return
    current = job
    submit(job)
  }
  function leave(job: Job, result?: CommandResult): void {
    cancelRetry()
    if (current === job) current = undefined
    if (result) finish(job, result)
    next()
  }
  function submit(job: Job): void {
    const part = job.parts[job.text.parts.length]
    if (!part) return accepted(job)
    const { deliveryReports: report, validityMinutes } = settings
    const pdu = writeSubmit(job.text.to, part, { report, validityMinutes })
    channel.send(
      {
        text: `AT+CMGS=${pdu.tpduLength}`,
        body: pdu.hex,
        answers: ['+CMGS:'],
        timeoutMs: settings.textTimeoutS * 1000,
      },
      (result) => {
        if (current === job) onSubmitted(job, result)
      },
    )
  }
  function onSubmitted(job: Job, result: AtResult): void {
    const { command, parts } = job.text
    if (result.kind === 'ok') {
      // A modem that keeps its reference to itself: its report cannot be told from others.
      book.add(job.text, messageReference(result.lines.at(-1) ?? '') ?? -1)
      job.attempt = 0
      return submit(job)
    }
    if (result.kind === 'failed') {
      const cause = causeOf(result.failure)
      if (cause === 'network-timeout') return leave(job, { kind: 'unknown', cause })
      const waitMs = job.attempt < triesAgain(cause) ? retryAfterMs[job.attempt] : undefined
      if (waitMs === undefined) {
        return leave(
          job,
          parts.length > 0 ? { kind: 'unknown', cause: 'partly-sent' } : { kind: 'refused', cause },
        )
      }
      job.attempt += 1
      tell(command, { kind: 'retrying', attempt: job.attempt })
      cancelRetry = io.timers.after(waitMs, () => submit(job))
      return
    }
    if (result.kind === 'timed-out' && result.bodySent) {
      return leave(job, { kind: 'unknown', cause: 'no-answer-after-send' })
    }
    const mayHaveGone = result.kind === 'cancelled' && result.bodySent
    if (mayHaveGone) return leave(job, { kind: 'unknown', cause: 'line-closed' })
    if (parts.length > 0) return leave(job, { kind: 'unknown', cause: 'partly-sent' })
    leave(job, { kind: 'refused', cause: result.kind === 'timed-out' ? 'no-prompt' : 'not-sent' })
  }
  function accepted(job: Job): void {
    const { command, parts } = job.text
    tell(command, { kind: 'accepted', ref: referenceOf(parts) })
    if (!settings.deliveryReports || parts.some(({ reference }) => reference < 0)) {
      return leave(job, { kind: 'unknown', cause: 'no-report' })
    }
    reporting.set(job.text, job)
    job.cancelReport = io.timers.after(deliveryMs, () => finish(job, { kind: 'timed-out' }))
    leave(job)
    // A report may overtake the answer to its own text.
    judge(job.text)
  }
  function judge(text: SentText): void {
    const job = reporting.get(text)
    const result = outcomeOf(text.parts)
    if (job && result) finish(job, result)
  }
  function tellLate(to: string, ref: string, result: CommandResult | undefined): void {
    if (result?.kind === 'confirmed') io.emit({ kind: 'delivery', to, ref, state: 'delivered' })
    else if (result?.kind === 'refused') {
      io.emit({ kind: 'delivery', to, ref, state: 'failed', cause: result.cause })
    }
  }
  /** Of a text that was sent before this session: its one part is all we know. */
  function tellUnknown({ reference, to, status }: StatusReport): void {
    const part = { reference, state: reportClass(status), status }
    // As people write it; the order's record has it so.
    tellLate(to.replace(/^\+86/, ''), referenceOf([part]), outcomeOf([part]))
  }
  return {
    order(command, { to, group, body, urgent = false }) {
      const number = to.replaceAll(/[\s-]/g, '')
      if (group) return refuse(command, 'no-groups')
      if (!isDiallable(number)) return refuse(command, 'bad-number')
      if (body === '') return refuse(command, 'text-empty')
      if (body.length > settings.maxTextLength) return refuse(command, 'text-too-long')
      if (waiting.length >= mostWaiting) return refuse(command, 'queue-full')
      nextRef = (nextRef + 1) & 0xff
      waiting.push({
        text: { command, to: number, parts: [], ended: false },
        parts: splitText(body, nextRef),
        urgent,
        attempt: 0,
        cancelReport: () => {},
      })
      next()
    },
    onReport(report) {
      const part = book.reported(report.reference, report.to, report.status)
      if (!part) return tellUnknown(report)
      const { text } = part
      if (!text.ended) return judge(text)
      tellLate(text.to, referenceOf(text.parts), outcomeOf(text.parts))
    },
    resume() {
      paused = false
      next()
    },
    pause() {
      paused = true
    },
    close() {
      paused = true
      cancelRetry()
      const begun = current
      current = undefined
      if (begun) {
        const gone = begun.text.parts.length > 0
        finish(
          begun,
          gone ? { kind: 'unknown', cause: 'partly-sent' } : { kind: 'refused', cause: 'not-sent' },
        )
      }
      for (const job of waiting.splice(0)) finish(job, { kind: 'refused', cause: 'not-sent' })
      for (const job of reporting.values()) {
        finish(job, { kind: 'unknown', cause: 'report-pending' })
      }
    },
  }
}
