/** Reports that came in, were taken back, and calls because none came. */
import type { z } from 'zod'
import { isAhead } from '../../kernel/clock-grace.ts'
import { newId } from '../../kernel/id.ts'
import { accept, refuse, type Refusal, type Result } from '../../kernel/result.ts'
import type { CoreContext, Seat } from '../../module.ts'
import type { FactDraft, Recorded } from '../../oplog/types.ts'
import { recordFor, requireRight } from '../../seat-log.ts'
import { clearDrafts } from '../alarms/index.ts'
import { logLines, type NewLine } from '../logbook/index.ts'
import { reportSlots, townshipBoard, townships, type Township } from './board.ts'
import type { ReportSlot, townshipReportsContract } from './contract.ts'
import {
  reportSlotSet,
  townshipChased,
  townshipReported,
  townshipReportWithdrawn,
} from './facts.ts'
import { reportKey } from './words.ts'

type Input<Name extends 'setSlot' | 'receive' | 'withdraw' | 'chase'> = z.output<
  NonNullable<(typeof townshipReportsContract)[Name]['~orpc']['inputSchema']>
>
type Unknown = Refusal<'unknown'>

export const silentKind = 'township-silent'
const timeForm = /^([01]\d|2[0-3]):[0-5]\d$/

interface Found {
  readonly slot: ReportSlot
  readonly township: Township
}

function lookUp(
  context: CoreContext,
  input: { readonly slot: string; readonly township: string },
): Result<Found, Unknown> {
  const slot = reportSlots(context).find(({ id }) => id === input.slot)
  const township = townships(context).find(({ code }) => code === input.township)
  return slot && township ? accept({ slot, township }) : refuse('unknown')
}

/** The alarm ends with the last township's report. */
function nobodyMissing(context: CoreContext, day: string, slot: string, code: string): FactDraft[] {
  const rows = townshipBoard(context, day).slots.find(({ id }) => id === slot)?.rows ?? []
  const others = rows.filter(({ township, report }) => township !== code && report === null)
  return others.length > 0 ? [] : clearDrafts(context, silentKind, `${day} ${slot}`, '已全部报到')
}

export function setReportSlot(
  context: CoreContext,
  seat: Seat,
  input: Input<'setSlot'>,
): Result<Recorded & { readonly id: string }, Refusal<'bad-time'>> {
  const { person, name } = requireRight(seat, 'rule.write')
  const time = input.time.normalize('NFKC').trim()
  if (!timeForm.test(time)) return refuse('bad-time')
  const id = input.id ?? newId(context.world.clock, context.world.random)
  const { kind, enabled } = input
  const word = input.word.trim()
  const body = { kind, word, time, enabled, at: context.world.clock.nowMs(), by: name }
  const recorded = recordFor(context, seat, () => [
    { kind: reportSlotSet.kind, entity: id, body },
    logLines(context)({
      kind: 'change',
      source: { kind: 'person', id: person, text: name },
      text: `乡镇报告“${word}”：每日 ${time} 前${enabled ? '，启用' : '，停用'}`,
      recorder: name,
    }),
  ])
  return accept({ ...recorded, id })
}

export function receiveReport(
  context: CoreContext,
  seat: Seat,
  input: Input<'receive'>,
): Result<Recorded, Unknown | Refusal<'in-future'> | Refusal<'text-needed'>> {
  const { name } = requireRight(seat, 'log.write')
  const found = lookUp(context, input)
  if (!found.ok) return found
  const now = context.world.clock.nowMs()
  if (input.at != null && isAhead(input.at, now)) return refuse('in-future')
  const text = input.text.trim()
  if (!input.nothing && text === '') return refuse('text-needed')
  const { slot, township } = found.value
  const receivedAt = Math.min(input.at ?? now, now)
  const body = {
    day: input.day,
    slot: slot.id,
    slotWord: slot.word,
    township: township.code,
    townshipName: township.name,
    nothing: input.nothing,
    text,
    reporter: input.reporter.trim(),
    leader: input.leader.trim(),
    channel: input.channel ?? null,
    receivedAt,
    by: name,
  }
  const words = [
    `${slot.word}：${input.nothing ? '无情况' : text}`,
    ...(input.nothing && text !== '' ? [text] : []),
    ...(body.leader === '' ? [] : [`带班 ${body.leader}`]),
  ]
  const source = [township.name, body.reporter].filter((part) => part !== '').join(' ')
  return accept(
    recordFor(context, seat, () => [
      {
        kind: townshipReported.kind,
        entity: reportKey(input.day, slot.id, township.code),
        body,
      },
      ...nobodyMissing(context, input.day, slot.id, township.code),
      logLines(context)({
        kind: 'report',
        source: { kind: 'text', text: source },
        text: words.join('；'),
        heardAt: receivedAt,
        recorder: name,
        ...(body.channel === null ? {} : { channel: body.channel }),
        // What is more than "nothing" belongs on the page of the duty log like a call.
        generated: input.nothing,
      }),
    ]),
  )
}

export function withdrawReport(
  context: CoreContext,
  seat: Seat,
  input: Input<'withdraw'>,
): Result<Recorded, Unknown | Refusal<'nothing'>> {
  const { person, name } = requireRight(seat, 'log.write')
  const found = lookUp(context, input)
  if (!found.ok) return found
  const { slot, township } = found.value
  const row = townshipBoard(context, input.day)
    .slots.find(({ id }) => id === slot.id)
    ?.rows.find((one) => one.township === township.code)
  if (!row?.report) return refuse('nothing')
  const reason = input.reason.trim()
  const body = { reason, at: context.world.clock.nowMs(), by: name }
  return accept(
    recordFor(context, seat, () => [
      {
        kind: townshipReportWithdrawn.kind,
        entity: reportKey(input.day, slot.id, township.code),
        body,
      },
      logLines(context)(
        ownLine(
          { person, name },
          `${township.name} ${slot.word}（${input.day}）撤回，原因：${reason}`,
        ),
      ),
    ]),
  )
}

function ownLine(
  { person, name }: { readonly person: string; readonly name: string },
  text: string,
): NewLine {
  return { kind: 'comm', source: { kind: 'person', id: person, text: name }, text, recorder: name }
}

export function chaseTownship(
  context: CoreContext,
  seat: Seat,
  input: Input<'chase'>,
): Result<Recorded, Unknown> {
  const { person, name } = requireRight(seat, 'log.write')
  const found = lookUp(context, input)
  if (!found.ok) return found
  const { slot, township } = found.value
  const words = input.words.trim()
  const body = { at: context.world.clock.nowMs(), answered: input.answered, words, by: name }
  const outcome = input.answered ? '已接通' : '未接通'
  return accept(
    recordFor(context, seat, () => [
      {
        kind: townshipChased.kind,
        entity: reportKey(input.day, slot.id, township.code),
        body,
      },
      logLines(context)(
        ownLine(
          { person, name },
          `催报 ${township.name} ${slot.word}：${outcome}${words === '' ? '' : `，${words}`}`,
        ),
      ),
    ]),
  )
}
