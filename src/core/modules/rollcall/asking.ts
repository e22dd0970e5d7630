/**
 * The automatic round: the console asks one station after the other over the gateway, once a
 * person has started it. It never goes on by itself after a restart, and nothing is asked twice
 * in one round.
 */
import { ORPCError } from '@orpc/server'
import { accept, refuse, type Refusal, type Result } from '../../kernel/result.ts'
import type { CancelTimer } from '../../kernel/world.ts'
import type { CoreContext, Seat } from '../../module.ts'
import { recordBySystem, recordFor, requireRight } from '../../seat-log.ts'
import { logLines } from '../logbook/index.ts'
import { radioContract } from '../radio/contract.ts'
import { orderRadio, senders, sendText, type Sender } from '../radio/index.ts'
import { answerDrafts, type Told } from './answering.ts'
import { rollAsked } from './facts.ts'
import { commLine } from './lines.ts'
import { rollRow } from './queries.ts'
import { missingOf, resultOf } from './sheet.ts'
import type { RollLine, RollRow } from './tables.ts'
import { askWord, isThere, type AskHow } from './words.ts'

export interface Round {
  readonly roll: string
  readonly how: AskHow
  readonly text: string
  readonly round: number
  readonly seat: Seat
  readonly gateway: string
  /** Not asked yet. */
  left: RollLine[]
  current: { readonly line: RollLine; readonly order: string } | undefined
  cancel: CancelTimer | undefined
}

/** A radio that says nothing is given up after this; its late answer still counts. */
const answerMs = 20_000

export interface AskDesk {
  begin(round: Omit<Round, 'left' | 'current' | 'cancel'>, lines: readonly RollLine[]): void
  stop(roll: string): boolean
  round(): Round | undefined
  /** What became of an order; `undefined`: nobody knows. */
  ended(order: string, confirmed: boolean | undefined, cause: string): void
  close(): void
}

const systemWriter = { name: '系统' }

/** The console's own answer never stands above what a person heard. */
export function noteAnswer(
  context: CoreContext,
  roll: string,
  station: string,
  answer: Pick<Told, 'result' | 'note'>,
): void {
  const row = rollRow(context, roll)
  const line = row?.lines.find(({ key }) => key === station)
  if (!row || !line || (row.state !== 'calling' && row.state !== 'retry')) return
  const now = resultOf(line)
  if (isThere(now) || (answer.result === 'absent' && now === 'absent')) return
  const told: Told = {
    ...answer,
    known: line,
    station,
    said: line.callSign,
    unit: line.unit,
    signal: null,
    who: '',
    position: '',
    power: '',
    round: row.state === 'retry' ? 2 : 1,
    how: 'auto',
  }
  const at = context.world.clock.nowMs()
  const result = recordBySystem(context, 'roll-call', () =>
    answerDrafts(context, row, { told: [told], writer: systemWriter, at }),
  )
  if (!result.ok) context.logger.warn('roll-call.answer-not-recorded', { code: result.code })
}

export function openAskDesk(context: CoreContext): AskDesk {
  let now: Round | undefined
  const { timers } = context.world
  const told = () => context.changed('rollcall', [])

  function end(): void {
    now?.cancel?.()
    now = undefined
    told()
  }
  /** Nothing more can be asked; who was not asked stays open, not absent. */
  function breakOff(round: Round, why: string): void {
    end()
    const text = `自动点名中断：${why}；${round.left.length + 1} 台没有问到，请用话音点名或再次开始`
    const result = recordBySystem(context, 'roll-call', () => [
      logLines(context)(commLine(systemWriter, text)),
    ])
    if (!result.ok) context.logger.warn('roll-call.break-not-recorded', { code: result.code })
  }
  function next(): void {
    const round = now
    if (!round) return
    round.cancel?.()
    const line = round.left.shift()
    if (!line) return end()
    const order = ask(context, round, line)
    if (!order.ok) return breakOff(round, order.data.sentence)
    round.current = { line, order: order.value }
    round.cancel = timers.after(answerMs, () => giveUp(round, line))
    told()
  }
  function giveUp(round: Round, line: RollLine): void {
    if (now !== round) return
    if (round.how === 'check') {
      noteAnswer(context, round.roll, line.key, { result: 'absent', note: '在线检查没有回应' })
    }
    next()
  }
  return {
    begin(round, lines) {
      now?.cancel?.()
      now = { ...round, left: [...lines], current: undefined, cancel: undefined }
      next()
    },
    stop(roll) {
      if (now?.roll !== roll) return false
      end()
      return true
    },
    round: () => now,
    ended(order, confirmed, cause) {
      const round = now
      if (!round || round.current?.order !== order) return
      const { key } = round.current.line
      const sender = senderOf(context, round.gateway)
      if (confirmed !== true && !sender?.ready) {
        return breakOff(round, `网关${sender ? `「${sender.gatewayName}」` : ''}没有接通`)
      }
      const answer = autoAnswer(round.how, confirmed, cause)
      if (answer) noteAnswer(context, round.roll, key, answer)
      next()
    },
    close: end,
  }
}

/** A text that was delivered is no answer yet: that comes as a text of theirs. */
function autoAnswer(
  how: AskHow,
  confirmed: boolean | undefined,
  cause: string,
): Pick<Told, 'result' | 'note'> | undefined {
  if (confirmed === undefined) return undefined
  const why = cause === '' ? '' : `：${cause}`
  if (how === 'text') {
    return confirmed ? undefined : { result: 'absent', note: `短信未送达${why}` }
  }
  return confirmed
    ? { result: 'answered', note: '在线检查通过' }
    : { result: 'absent', note: `在线检查没有回应${why}` }
}

const senderOf = (context: CoreContext, gateway: string): Sender | undefined =>
  senders(context).find((one) => one.gateway === gateway)

/** The id of the order, or the sentence why nothing could be asked. */
function ask(
  context: CoreContext,
  { how, text, seat, gateway }: Round,
  { number, callSign }: RollLine,
): Result<string, Refusal<'unable', { readonly sentence: string }>> {
  const procedure = how === 'text' ? radioContract.sendText : radioContract.check
  try {
    const to = number ?? ''
    if (how === 'text') {
      return accept(sendText(context, seat, { gateway, to, group: false, body: text }).id)
    }
    const command = { kind: 'check', radio: to } as const
    const order = { gateway, target: to, group: false, detail: `点名 ${callSign}`, command }
    return accept(orderRadio(context, seat, order).id)
  } catch (error) {
    if (!(error instanceof ORPCError)) throw error
    const known: Readonly<Record<string, { readonly message?: string | undefined } | undefined>> =
      procedure['~orpc'].errorMap
    return refuse('unable', { sentence: known[error.code]?.message ?? '没有办成' })
  }
}

const desks = new WeakMap<CoreContext, AskDesk>()

export function askDesk(context: CoreContext): AskDesk {
  const known = desks.get(context) ?? openAskDesk(context)
  desks.set(context, known)
  return known
}

export function closeAskDesk(context: CoreContext): void {
  desks.get(context)?.close()
  desks.delete(context)
}

export interface Asking {
  readonly roll: string
  readonly how: AskHow
  readonly text: string
  readonly gateway?: string | undefined
}

type AskRefusal =
  | Refusal<'not-found'>
  | Refusal<'summarized'>
  | Refusal<'nobody'>
  | Refusal<'busy'>
  | Refusal<'no-gateway'>
  | Refusal<'choose-gateway'>

/** The gateway asked for, else the only one that can. */
function askGateway(
  context: CoreContext,
  how: AskHow,
  wanted: string | undefined,
): Result<string, Refusal<'no-gateway'> | Refusal<'choose-gateway'>> {
  const command = how === 'text' ? 'sendText' : 'check'
  const able = senders(context).filter((one) => one.ready && one.commands.includes(command))
  if (wanted !== undefined) {
    return able.some(({ gateway }) => gateway === wanted) ? accept(wanted) : refuse('no-gateway')
  }
  const [only, second] = able
  if (!only) return refuse('no-gateway')
  return second ? refuse('choose-gateway') : accept(only.gateway)
}

/** A person lets the console ask everybody who has not answered. */
export function askAll(
  context: CoreContext,
  seat: Seat,
  { roll: id, how, text, gateway: wanted }: Asking,
): Result<{ readonly asked: number; readonly storedAt: number }, AskRefusal> {
  const { name, person } = requireRight(seat, 'radio.send')
  const row = rollRow(context, id)
  if (!row) return refuse('not-found')
  if (row.state !== 'calling' && row.state !== 'retry') return refuse('summarized')
  const desk = askDesk(context)
  if (desk.round()) return refuse('busy')
  const lines = missingOf(row).filter(({ number }) => number !== null)
  if (lines.length === 0) return refuse('nobody')
  const gateway = askGateway(context, how, wanted)
  if (!gateway.ok) return gateway
  const at = context.world.clock.nowMs()
  const round = row.state === 'retry' ? 2 : 1
  const stations = lines.map(({ key }) => key)
  const body = { round, how, text: text.trim(), stations, by: name, at }
  const { storedAt } = recordFor(context, seat, () => [
    { kind: rollAsked.kind, entity: row.id, body },
    logLines(context)(
      commLine(
        { name, person, group: row.group },
        `点名 ${row.title} 自动${round > 1 ? '补点' : '点名'}（${askWord(how)}）${lines.length} 台`,
      ),
    ),
  ])
  const order = { roll: row.id, how, text: text.trim(), round, seat, gateway: gateway.value }
  desk.begin(order, lines)
  return accept({ asked: lines.length, storedAt })
}

/** Texts that were asked for in a roll call that goes on. */
export function awaitsTexts(row: RollRow): boolean {
  return row.asked.some(({ how }) => how === 'text')
}
