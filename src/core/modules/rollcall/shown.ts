/** Rows as seats see them. */
import { nextSteps, stateWord, stepOf } from '../../kernel/state-machine.ts'
import type { CoreContext } from '../../module.ts'
import { askDesk } from './asking.ts'
import type { RepairTicket, Roll, RollSchedule, RollSheet, RollSheetLine } from './contract.ts'
import { scheduleList } from './nets.ts'
import { openRepairs } from './repairs.ts'
import { scheduleWords } from './schedule.ts'
import { countsOf, countWords, isMissing, missingOf, rateOf, standing } from './sheet.ts'
import { upcoming } from './slots.ts'
import { retryAtOf } from './steps.ts'
import type { RepairRow, RollLine, RollRow, StoredAnswer } from './tables.ts'
import { rollMachine, roundWord } from './words.ts'

function shownAnswer({ station: _s, said: _said, unit: _u, proofs: _p, ...answer }: StoredAnswer) {
  return { ...answer, word: roundWord(answer.result, answer.round) }
}

function shownLine(line: RollLine, repair: string | null): RollSheetLine {
  const { answers, ...station } = line
  const now = standing(line)
  const earlier = now ? answers.slice(0, -1) : answers
  return {
    ...station,
    missing: isMissing(line),
    answer: now ? shownAnswer(now) : null,
    earlier: earlier.filter(({ result }) => result !== 'none').map(shownAnswer),
    repair,
  }
}

export function shownRoll(context: CoreContext, row: RollRow): Roll {
  const counts = countsOf(row)
  const { id, title, net, group, startedAt, by, state, stateSince, conflict, status } = row
  return {
    id,
    title,
    net,
    group,
    label: scheduleList(context).find((one) => one.id === row.schedule)?.label ?? null,
    startedAt,
    by,
    state,
    word: stateWord(rollMachine, state),
    stateSince,
    conflict,
    counts,
    countWords: countWords(counts),
    rate: rateOf(counts),
    status,
  }
}

/** 清晰度 of 2 and less is hardly a connection. */
const badSignal = 2

function faultOf(line: RollLine): string | undefined {
  const answer = standing(line)
  if (isMissing(line)) return answer?.round === 2 ? '点名补点未应答' : '点名未应答'
  if (answer?.result === 'poor' || (answer?.signal ?? 5) <= badSignal) {
    return `信号质差${answer?.signal == null ? '' : `（清晰度 ${answer.signal}）`}`
  }
  return undefined
}

export function shownSheet(context: CoreContext, row: RollRow): RollSheet {
  const repairs = new Map(openRepairs(context).map((one) => [one.stationKey, one.fault]))
  const round = askDesk(context).round()
  const canRetry = stepOf(rollMachine, row.state, 'retry') !== undefined
  const isGoing = nextSteps(rollMachine, row.state).length > 0
  return {
    ...shownRoll(context, row),
    lines: row.lines.map((line) => shownLine(line, repairs.get(line.key) ?? null)),
    retryAt: canRetry && missingOf(row).length > 0 ? retryAtOf(context, row) : null,
    asking:
      round?.roll === row.id
        ? {
            how: round.how,
            callSign: round.current?.line.callSign ?? null,
            left: round.left.length + (round.current ? 1 : 0),
          }
        : null,
    steps: row.steps.map(({ from, to, ...step }) => ({
      to,
      action: stepOf(rollMachine, from, to)?.action ?? stateWord(rollMachine, to),
      reason: step.reason,
      reportedTo: step.reportedTo,
      by: step.by,
      at: step.at,
    })),
    faults: isGoing
      ? row.lines.flatMap((line) => {
          const fault = line.extra ? undefined : faultOf(line)
          return fault === undefined ? [] : [{ station: line.key, callSign: line.callSign, fault }]
        })
      : [],
  }
}

export function shownSchedules(context: CoreContext): RollSchedule[] {
  return upcoming(context).map(({ schedule, nextAt }) => ({
    ...schedule,
    times: [...schedule.times],
    months: [...schedule.months],
    words: scheduleWords(schedule),
    nextAt,
  }))
}

export function shownRepair({
  stationKey: _key,
  line: _line,
  status: _s,
  roll: _r,
  ...row
}: RepairRow): RepairTicket {
  return { ...row, notes: [...row.notes] }
}
