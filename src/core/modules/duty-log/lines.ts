/** The words of the duty log in the log book: every reader of the log understands them alone. */
import { beijingTime } from '../../kernel/beijing-time.ts'
import type { NewLine } from '../logbook/index.ts'
import { entryWord } from '../logbook/contract.ts'
import type { DutyWritten } from './facts.ts'
import { doneWord } from './words.ts'

/** A source on a line is at most this long. */
const sourceLength = 60

export interface Writer {
  readonly person: string
  readonly name: string
}

type Fields = Omit<DutyWritten, 'done' | 'at' | 'by'>

const joined = (parts: readonly string[], by: string) =>
  parts.filter((part) => part !== '').join(by)

/** `小松镇政府 刘镇长`; who wrote it where nobody is named. */
function otherParty({ unit, person }: Fields): string {
  return joined([unit, person], ' ').slice(0, sourceLength)
}

function lineText(fields: Fields): string {
  const { direction, contact, content, whenWhere, handling, remark } = fields
  const party = otherParty(fields)
  const to = direction === 'out' && party !== '' ? `致 ${party}：` : ''
  return joined(
    [
      `${to}${content}`,
      whenWhere === '' ? '' : `时间地点：${whenWhere}`,
      contact === '' ? '' : `电话或频道：${contact}`,
      handling === '' ? '' : `处理：${handling}`,
      remark === '' ? '' : `备注：${remark}`,
    ],
    '；',
  )
}

/** What came in is 接报, what went out 通联. */
export function entryLine(fields: Fields, { person, name }: Writer): Omit<NewLine, 'id'> {
  const party = otherParty(fields)
  const channel = fields.channel as NewLine['channel'] | null
  return {
    kind: fields.direction === 'in' ? 'report' : 'comm',
    source:
      fields.direction === 'in' && party !== ''
        ? { kind: 'text', text: party }
        : { kind: 'person', id: person, text: name },
    ...(channel === null ? {} : { channel }),
    text: lineText(fields),
    generated: false,
    recorder: name,
  }
}

interface Notice {
  readonly whom: string
  readonly at: number
  readonly channel: string | null
  readonly reply: string
}

export function noticeText({ whom, at, channel, reply }: Notice): string {
  const how = channel === null ? '' : `${entryWord(channel)} `
  const said = reply === '' ? '' : `，答复：${reply}`
  return `已报告、通知 ${whom}（${how}${beijingTime(at).slice(0, 5)}）${said}`
}

export function doneText(number: string, state: string, note: string): string {
  return `${number} ${doneWord(state)}${note === '' ? '' : `：${note}`}`
}

/** A line that hangs on another one, lighter than what was typed. */
export function followUp(
  kind: NewLine['kind'],
  text: string,
  on: { readonly id: string; readonly incident: string | null },
  { person, name }: Writer,
): NewLine {
  return {
    kind,
    source: { kind: 'person', id: person, text: name },
    text,
    recorder: name,
    replyTo: on.id,
    ...(on.incident === null ? {} : { incident: on.incident }),
  }
}
