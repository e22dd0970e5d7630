/**
 * Answers: each is a log line, a sign of life of the team, and a proof of the way it came; who is
 * still missing is one line to be dealt with.
 */
import { newId } from '../../kernel/id.ts'
import type { CoreContext } from '../../module.ts'
import type { FactDraft } from '../../oplog/types.ts'
import { contactDraft } from '../dispatch/index.ts'
import { actionClosed, logLines, type EntryId, type NewLine } from '../logbook/index.ts'
import { contactFailed, contactProven, contactsStruck } from '../reach/index.ts'
import { rollAnswered, type RollAnswer, type Station } from './facts.ts'
import { commLine, type Writer } from './lines.ts'
import { callSigns, isMissing, standing } from './sheet.ts'
import type { RollLine, RollRow } from './tables.ts'
import { isHeard, isThere, resultWord } from './words.ts'

/** What is told of one station; who it is comes from the sheet or from the directory. */
export type Told = Omit<RollAnswer, 'proofs'> & { readonly known: Station | undefined }

const channels = {
  public: 'mobile',
  landline: 'landline',
  radio370: 'radio370',
  satphone: 'sat',
  shortwave: 'hf',
  beidou: 'beidou',
  amateur: 'hf',
  runner: 'runner',
} as const

function spoken(told: Told): string {
  const { result, signal, who, position, power, note, known, said, how } = told
  const name = known?.callSign ?? said
  if (result === 'none') return `更正：${name} 的点名应答撤回`
  const word = result === 'poor' ? '应答，质差' : resultWord(result)
  const parts = [
    signal === null ? '' : `清晰度 ${signal}`,
    who === '' ? '' : `应答人 ${who}`,
    position,
    power === '' ? '' : `电源 ${power}`,
    note === word ? '' : note,
    how === 'auto' ? '自动' : '',
  ].filter((part) => part !== '')
  return `${name} ${word}${parts.length === 0 ? '' : `（${parts.join('，')}）`}`
}

interface Taking {
  readonly write: (line: NewLine) => FactDraft
  readonly writer: Writer
  readonly at: number
}

/** The facts of one answer beside the sheet's own, and the proofs it made. */
function alongside(
  context: CoreContext,
  told: Told,
  before: RollLine | undefined,
  { write, writer, at }: Taking,
): { readonly drafts: FactDraft[]; readonly proofs: string[] } {
  const { known, unit, result, said } = told
  const text = spoken(told)
  const id: EntryId = newId(context.world.clock, context.world.random)
  const means = known?.means ?? 'radio370'
  const name = known?.callSign ?? said
  // Only who was heard is the source: silence, or another's word, is no sign of life.
  const own: NewLine['source'] | undefined = isHeard(result)
    ? unit === null
      ? { kind: 'text', text: name }
      : { kind: 'unit', id: unit, text: name }
    : undefined
  const line = write(
    commLine(writer, text, {
      id,
      ...(own ? { source: own } : {}),
      channel: channels[means],
      group: undefined,
      ...(unit === null ? {} : { unit, callSign: name }),
      generated: told.how === 'auto',
    }),
  )
  const contact = {
    ...(unit === null ? {} : { unit }),
    ...(known?.place == null ? {} : { place: known.place }),
    means,
    at,
    how: 'roll-call' as const,
    note: text,
    by: writer.name,
  }
  const proofs = isHeard(result)
    ? contactProven(context, contact)
    : // A first miss is called again before the place counts as out of reach.
      result === 'absent' && told.round > 1
      ? contactFailed(context, contact)
      : []
  const replaced = before ? standing(before)?.proofs : undefined
  const struck = contactsStruck(context, replaced ?? [], {
    reason: '点名更正',
    by: writer.name,
  })
  const sign =
    unit !== null && isThere(result)
      ? [contactDraft(unit, { at, text, channel: channels[means], line: id, by: writer.name })]
      : []
  return {
    drafts: [...sign, line, ...struck, ...proofs],
    proofs: proofs.map(({ entity }) => entity),
  }
}

export interface Answering {
  readonly told: readonly Told[]
  readonly writer: Writer
  readonly at: number
}

/** Inside an append: everything that a few answers mean; `roll` absent where none goes on. */
export function answerDrafts(
  context: CoreContext,
  roll: RollRow | undefined,
  { told, writer, at }: Answering,
): FactDraft[] {
  const write = logLines(context)
  const lineOf = (key: string) => roll?.lines.find((line) => line.key === key)
  const made = told.map((one) => ({
    one,
    ...alongside(context, one, lineOf(one.station), { write, writer, at }),
  }))
  const drafts = made.flatMap((one) => one.drafts)
  if (!roll) return drafts
  const answers = made.map(({ one: { known: _known, ...answer }, proofs }) => ({
    ...answer,
    proofs,
  }))
  return [...drafts, ...sheetDrafts(context, roll, { answers, at, writer, write })]
}

interface Noting {
  readonly answers: readonly RollAnswer[]
  readonly at: number
  readonly writer: Writer
  readonly write: (line: NewLine) => FactDraft
}

function sheetDrafts(
  context: CoreContext,
  roll: RollRow,
  { answers, at, writer, write }: Noting,
): FactDraft[] {
  const newest = new Map(answers.map((answer) => [answer.station, answer]))
  const listed = roll.lines.filter(({ extra }) => !extra)
  const missing = listed.filter((line) => {
    const answer = newest.get(line.key)
    return answer ? !isThere(answer.result) : isMissing(line)
  })
  const before = listed.filter(isMissing)
  const keys = new Set(before.map(({ key }) => key))
  const same = missing.length === before.length && missing.every(({ key }) => keys.has(key))
  const line: EntryId | null =
    missing.length === 0 ? null : newId(context.world.clock, context.world.random)
  const by = writer.name
  const fact: FactDraft = {
    kind: rollAnswered.kind,
    entity: roll.id,
    body: { answers, at, by, line: same ? roll.line : line },
  }
  if (same) return [fact]
  const note = missing.length === 0 ? '全部应答' : '有新的应答，见后一条'
  const closed: FactDraft[] =
    roll.line === null ? [] : [{ kind: actionClosed.kind, entity: roll.line, body: { note, by } }]
  const text =
    line === null
      ? `点名 ${roll.title} 全部应答，${listed.length} 台`
      : `点名 ${roll.title} 应答 ${listed.length - missing.length}/${listed.length}，未应答 ${missing.length} 台：${callSigns(missing)}`
  const action = line === null ? {} : { id: line, needsAction: true }
  return [fact, ...closed, write(commLine({ ...writer, group: roll.group }, text, action))]
}
