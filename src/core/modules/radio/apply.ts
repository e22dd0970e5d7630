import { eq } from 'drizzle-orm'
import type { Database } from '../../kernel/database.ts'
import type { Projection } from '../../oplog/registry.ts'
import type { Fact } from '../../oplog/types.ts'
import {
  callLogged,
  commandOrdered,
  commandResult,
  deviceAlarmReported,
  emergencyCleared,
  emergencyRaised,
  radioStateReported,
  statusReceived,
  textReceived,
  textResult,
  textSent,
  trafficAnswered,
  trafficFacts,
  trafficMissed,
  trafficNoted,
  type Answered,
  type CallLogged,
  type CommandOrdered,
  type DeviceAlarm,
  type Emergency,
  type Noted,
  type OrderResult,
  type RadioState,
  type StatusReceived,
  type TextReceived,
  type TextSent,
} from './facts.ts'
import { radioStateTable, trafficTable, type TrafficRow } from './tables.ts'
import { callKindWord, emergencyOverWord, gaveNoAnswer, isFinal, radioCommands } from './words.ts'

interface Common {
  readonly gateway: string
  readonly gatewayName: string
  readonly unit?: string | undefined
  readonly callSign?: string | undefined
  readonly incident?: string | undefined
}

type Own = Pick<TrafficRow, 'kind' | 'at' | 'direction' | 'body'> & Partial<TrafficRow>

function rowOf(fact: Fact, common: Common, own: Own): TrafficRow {
  const { gateway, gatewayName, unit, callSign, incident } = common
  return {
    id: fact.entity,
    gateway,
    gatewayName,
    radio: null,
    unit: unit ?? null,
    callSign: callSign ?? null,
    incident: incident ?? null,
    target: null,
    targetIsGroup: false,
    durationMs: null,
    outcome: null,
    cause: '',
    causeWord: '',
    retries: 0,
    by: null,
    command: null,
    ref: null,
    late: false,
    unanswered: false,
    answerWay: null,
    answeredBy: null,
    answeredAt: null,
    note: '',
    status: fact.status,
    ...own,
  }
}

function textIn(fact: Fact, body: TextReceived): TrafficRow {
  const { from, to, group, at } = body
  return rowOf(fact, body, {
    kind: 'text-in',
    at,
    direction: 'in',
    body: body.body,
    radio: from,
    target: to,
    targetIsGroup: group,
  })
}

function textOut(fact: Fact, body: TextSent): TrafficRow {
  return rowOf(fact, body, {
    kind: 'text-out',
    at: body.at,
    direction: 'out',
    body: body.body,
    radio: body.group ? null : body.to,
    target: body.to,
    targetIsGroup: body.group,
    outcome: 'waiting',
    by: body.byName,
  })
}

/** Who spoke, by call sign, each once. */
function talkerNames(body: CallLogged): string {
  return [...new Set(body.talkers.map(({ callSign, radio }) => callSign ?? radio))].join('、')
}

function callRow(fact: Fact, body: CallLogged): TrafficRow {
  const isGroup = body.type !== 'private' && body.type !== 'phone'
  const talkers = talkerNames(body)
  const radio = body.caller ?? body.talkers[0]?.radio ?? (isGroup ? null : body.target)
  return rowOf(fact, body, {
    kind: 'call',
    at: body.startAt,
    direction: body.direction,
    body: talkers === '' ? callKindWord(body.type) : `${callKindWord(body.type)} · 讲话 ${talkers}`,
    radio,
    target: body.target,
    targetIsGroup: isGroup,
    durationMs: Math.max(0, body.endAt - body.startAt),
    cause: body.cause,
    causeWord: body.cause === 'ended' ? '' : body.causeWord,
    unanswered: body.direction === 'out' && body.cause !== 'ended' && body.talkers.length === 0,
  })
}

function emergencyRow(fact: Fact, body: Emergency, words: string): TrafficRow {
  return rowOf(fact, body, {
    kind: 'emergency',
    at: body.at,
    direction: 'in',
    body: `${words} · ${body.howWord}`,
    radio: body.radio,
  })
}

function statusRow(fact: Fact, body: StatusReceived): TrafficRow {
  const { at, code, from } = body
  return rowOf(fact, body, {
    kind: 'status',
    at,
    direction: 'in',
    body: `状态码 ${code}`,
    radio: from,
  })
}

function commandRow(fact: Fact, body: CommandOrdered): TrafficRow {
  const word = radioCommands.find(([key]) => key === body.command)?.[1] ?? body.command
  return rowOf(fact, body, {
    kind: 'command',
    at: body.at,
    direction: 'out',
    body: body.detail === '' ? word : `${word} · ${body.detail}`,
    radio: body.group || body.target === '' ? null : body.target,
    target: body.target === '' ? null : body.target,
    targetIsGroup: body.group,
    outcome: 'waiting',
    by: body.byName,
    command: body.command,
  })
}

function faultRow(fact: Fact, body: DeviceAlarm): TrafficRow {
  const words = body.state === 'raised' ? body.codeWord : `${body.codeWord} 已恢复`
  return rowOf(fact, body, {
    kind: 'fault',
    at: body.at,
    direction: 'in',
    body: body.late ? `${words}（补传）` : words,
    radio: body.radio,
  })
}

function firstRow(fact: Fact): TrafficRow | undefined {
  switch (fact.kind) {
    case textReceived.kind:
      return textIn(fact, fact.body as TextReceived)
    case textSent.kind:
      return textOut(fact, fact.body as TextSent)
    case callLogged.kind:
      return callRow(fact, fact.body as CallLogged)
    case emergencyRaised.kind:
      return emergencyRow(fact, fact.body as Emergency, '紧急求救')
    case emergencyCleared.kind:
      return emergencyRow(fact, fact.body as Emergency, emergencyOverWord)
    case statusReceived.kind:
      return statusRow(fact, fact.body as StatusReceived)
    case commandOrdered.kind:
      return commandRow(fact, fact.body as CommandOrdered)
    case deviceAlarmReported.kind:
      return faultRow(fact, fact.body as DeviceAlarm)
    default:
      return undefined
  }
}

/** The first final result stands; one that says "no answer came" gives way to an answer. */
function withResult(row: TrafficRow, result: OrderResult): TrafficRow {
  const { cause, causeWord, retries, ref, late } = result
  const kept = { ...row, ref: ref ?? row.ref }
  const ended = row.outcome !== null && isFinal(row.outcome)
  if (ended && !(gaveNoAnswer(row.outcome) && !gaveNoAnswer(result.result))) return kept
  if (ended && !isFinal(result.result)) return kept
  return {
    ...kept,
    outcome: result.result,
    cause: cause ?? '',
    causeWord: causeWord ?? '',
    retries,
    late: late ?? false,
    unanswered:
      row.command === 'call'
        ? result.result === 'timed-out' || result.result === 'refused'
        : row.unanswered,
  }
}

/** The first who took it did; the newest words about it stand, the others stay in the log. */
function withAnswer(row: TrafficRow, fact: Fact): TrafficRow {
  switch (fact.kind) {
    case trafficMissed.kind:
      return { ...row, unanswered: row.answeredBy === null }
    case trafficNoted.kind:
      return { ...row, note: (fact.body as Noted).text }
    case trafficAnswered.kind: {
      const { how, byName, at } = fact.body as Answered
      if (row.answeredAt !== null && row.answeredAt <= at) return row
      return { ...row, unanswered: false, answerWay: how, answeredBy: byName, answeredAt: at }
    }
    default:
      return row
  }
}

/** One entity's row; `undefined` while only results of it have arrived. */
export function foldTraffic(facts: readonly Fact[]): TrafficRow | undefined {
  const row = facts.map(firstRow).find((made) => made !== undefined)
  if (!row) return undefined
  return facts.reduce(
    (before, fact) =>
      fact.kind === textResult.kind || fact.kind === commandResult.kind
        ? withResult(before, fact.body as OrderResult)
        : withAnswer(before, fact),
    row,
  )
}

export const trafficProjection: Projection = {
  name: 'radio.traffic',
  version: 2,
  tables: [trafficTable],
  kinds: trafficFacts,
  fold(db: Database, entity: string, facts: readonly Fact[]) {
    const row = foldTraffic(facts)
    db.tables.delete(trafficTable).where(eq(trafficTable.id, entity)).run()
    if (row) db.tables.insert(trafficTable).values(row).run()
  },
}

/** The newest report of the net about a radio. */
export const radioStateProjection: Projection = {
  name: 'radio.state',
  version: 1,
  tables: [radioStateTable],
  kinds: [radioStateReported],
  fold(db: Database, _entity: string, facts: readonly Fact[]) {
    const last = facts.at(-1)?.body as RadioState | undefined
    if (!last) return
    const { radio, enabled, at, gatewayName } = last
    db.tables.delete(radioStateTable).where(eq(radioStateTable.radio, radio)).run()
    db.tables.insert(radioStateTable).values({ radio, enabled, at, gatewayName }).run()
  },
}
