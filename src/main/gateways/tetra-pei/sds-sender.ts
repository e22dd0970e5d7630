/** Messages to the terminal, one after another: choose the service, hand over the PDU, hear that it went out. */
import { toHex } from '../../../core/gateway/frame-kit.ts'
import type { AtChannel, AtResult } from '../at/index.ts'
import { failureCause } from './at-outcome.ts'
import { readPeiLine, type PeiLine } from './lines.ts'
import { filled, type PeiSettings } from './settings.ts'

export interface SdsOrder {
  readonly to: string
  readonly service: 'text' | 'status'
  readonly pdu: Uint8Array
  /** Message reference inside the PDU, by which some terminals name it. */
  readonly ref?: number | undefined
}

export interface SdsWatch {
  /** The terminal has it. */
  taken?(): void
  /** It is on the air, or the terminal could not send it. */
  onAir?(ok: boolean): void
  /** It has certainly not gone out. */
  failed(cause: string): void
  /** It may have gone out or not. */
  doubtful(cause: string): void
}

export interface SdsSender {
  /** `false`: too much waits. */
  send(order: SdsOrder, watch: SdsWatch): boolean
  /** `+CMGS:` with a status, said by the terminal on its own. */
  onSent(line: Extract<PeiLine, { kind: 'sent' }>): void
  /** The terminal forgot what service was chosen and which messages it had. */
  forget(cause: string): void
}

interface Job {
  readonly order: SdsOrder
  readonly watch: SdsWatch
}

const maxQueue = 100
const maxOnAir = 64
const sentOut = 4
const notSentOut = 5

export function createSdsSender(
  settings: PeiSettings,
  at: AtChannel,
  breakCause: () => string,
): SdsSender {
  const timeoutMs = settings.commandTimeoutS * 1000
  const queue: Job[] = []
  let onAir: { job: Job; instance: number }[] = []
  let service: SdsOrder['service'] | undefined
  let busy = false

  function next(): void {
    if (busy) return
    const job = queue.shift()
    if (!job) return
    busy = true
    choose(job)
  }
  function done(): void {
    busy = false
    next()
  }
  function choose(job: Job): void {
    const { commands } = settings
    const wanted = job.order.service
    const text = filled(wanted === 'text' ? commands.textService : commands.statusService)
    if (service === wanted || text === undefined) return hand(job)
    at.send({ text, timeoutMs }, (result) => {
      if (result.kind === 'ok') {
        service = wanted
        return hand(job)
      }
      service = undefined
      job.watch.failed(result.kind === 'failed' ? failureCause(result.failure) : 'not-sent')
      done()
    })
  }
  function isOwnAnswer(text: string): boolean {
    const line = readPeiLine(text)
    // With a status it belongs to a message before, as long as one is on its way.
    return line?.kind === 'sent' && (line.status === undefined || onAir.length === 0)
  }
  function hand(job: Job): void {
    const { to, pdu } = job.order
    const text = filled(settings.commands.send, { to, bits: pdu.length * 8 })
    if (text === undefined) {
      job.watch.failed('not-in-profile')
      return done()
    }
    const body = toHex(pdu).toUpperCase()
    const bodyAtOnce = !settings.sendPrompt
    at.send(
      {
        text,
        body,
        bodyAtOnce,
        timeoutMs,
        urgent: true,
        answers: ['+CMGS:'],
        accepts: isOwnAnswer,
      },
      (result) => {
        onAnswer(job, result)
        done()
      },
    )
  }
  function onAnswer(job: Job, result: AtResult): void {
    const { watch } = job
    switch (result.kind) {
      case 'ok':
      case 'connect': {
        const said = result.lines.map(readPeiLine).find((line) => line?.kind === 'sent')
        const line = said?.kind === 'sent' ? said : { instance: 0, status: undefined }
        watch.taken?.()
        if (line.status === sentOut || line.status === notSentOut) {
          return watch.onAir?.(line.status === sentOut)
        }
        if (settings.reportsSending)
          onAir = [...onAir, { job, instance: line.instance }].slice(-maxOnAir)
        return
      }
      case 'failed':
        return watch.failed(failureCause(result.failure))
      case 'timed-out':
        return result.bodySent ? watch.doubtful('no-answer-sent') : watch.failed('not-sent')
      case 'cancelled':
        return result.begun && result.bodySent
          ? watch.doubtful(breakCause())
          : watch.failed('not-sent')
      case 'overrun':
        return watch.failed('queue-full')
    }
  }

  return {
    send(order, watch) {
      if (queue.length >= maxQueue) return false
      queue.push({ order, watch })
      next()
      return true
    },
    onSent({ instance, status, ref }) {
      if (status !== sentOut && status !== notSentOut) return
      const found =
        onAir.find(({ job }) => ref !== undefined && job.order.ref === ref) ??
        onAir.find((one) => one.instance === instance) ??
        onAir[0]
      if (!found) return
      onAir = onAir.filter((one) => one !== found)
      found.job.watch.onAir?.(status === sentOut)
    },
    forget(cause) {
      service = undefined
      const [lost, dropped] = [onAir, queue.splice(0)]
      onAir = []
      for (const { watch } of dropped) watch.failed('not-sent')
      for (const { job } of lost) job.watch.doubtful(cause)
    },
  }
}
