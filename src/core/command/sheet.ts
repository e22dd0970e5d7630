/**
 * A sentence under the pencil: what has been read is taken, the rest stays open for the next
 * reader, and every character keeps its place in the sentence as typed.
 */
import type { MarkKind, Span } from './proposal.ts'

/** Stands for a character that was read: no pattern reaches over it. */
export const taken = '\ue000'

export interface Sheet {
  /** As typed. */
  readonly text: string
  /** Without blanks and fillers; usual width, lower case. All positions below are in here. */
  readonly words: string
  /** `words` with what was taken blotted out. */
  rest(): string
  isFree(start: number, end: number): boolean
  take(start: number, end: number, kind: MarkKind, meaning: string): void
  /** Takes every free match. */
  takeAll(
    pattern: RegExp,
    kind: MarkKind,
    meaning: (match: RegExpExecArray) => string | undefined,
  ): RegExpExecArray[]
  /** Position in the sentence as typed. */
  at(position: number): number
  /** The sentence as typed between two positions of `words`. */
  said(start: number, end: number): string
  spans(): Span[]
}

const filler = /(?:呃+|嗯+|那个(?=[,\s.])|那个什么|喂+|诶+|哎+|噢+|哦+|啊+|呀+|额(?=[\s,.]))/g
const ascii = /[a-z0-9]/

/** One character for one: width, case, blanks; nothing changes its place. */
function usual(text: string): string {
  let out = ''
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    if (code >= 0xff01 && code <= 0xff5e) out += String.fromCharCode(code - 0xfee0)
    else if (code === 0x3000 || code === 0xa0 || code === 9) out += ' '
    else if (code === 10 || code === 13) out += ';'
    else if (code === 0x3002) out += '.'
    // The blot must never be typed.
    else if (code < 32 || code === 0xe000) out += ' '
    else out += text[index] ?? ''
  }
  return out.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase())
}

function kept(plain: string): number[] {
  const skip = new Set<number>()
  for (const match of plain.matchAll(filler)) {
    for (let index = 0; index < match[0].length; index++) skip.add(match.index + index)
  }
  const positions: number[] = []
  let last = ''
  for (let index = 0; index < plain.length; index++) {
    if (skip.has(index)) continue
    const character = plain[index] ?? ''
    if (character === ' ') {
      const next = plain.slice(index).trimStart()[0] ?? ''
      // A blank between two words in letters or digits is the only one that says something.
      if (!ascii.test(last) || !ascii.test(next)) continue
      if (last === ' ') continue
    }
    positions.push(index)
    last = character
  }
  return positions
}

export function openSheet(text: string): Sheet {
  const plain = usual(text)
  const map = kept(plain)
  const words = map.map((position) => plain[position] ?? '').join('')
  const owner: (number | undefined)[] = Array.from(words, () => undefined)
  const marks: { start: number; end: number; kind: MarkKind; meaning: string }[] = []
  let blotted = words
  const at = (position: number) => map[position] ?? text.length
  const endAt = (position: number) => (position === 0 ? at(0) : (map[position - 1] ?? -1) + 1)

  const sheet: Sheet = {
    text,
    words,
    rest: () => blotted,
    isFree: (start, end) => !blotted.slice(start, end).includes(taken) && end <= words.length,
    take(start, end, kind, meaning) {
      if (end <= start || !sheet.isFree(start, end)) return
      marks.push({ start, end, kind, meaning })
      owner.fill(marks.length - 1, start, end)
      blotted = blotted.slice(0, start) + taken.repeat(end - start) + blotted.slice(end)
    },
    takeAll(pattern, kind, meaning) {
      const found: RegExpExecArray[] = []
      for (const match of blotted.matchAll(pattern)) {
        const said = match[0] === '' ? undefined : meaning(match)
        if (said === undefined) continue
        sheet.take(match.index, match.index + match[0].length, kind, said)
        found.push(match)
      }
      return found
    },
    at,
    said: (start, end) => text.slice(at(start), endAt(end)),
    spans() {
      const spans: Span[] = []
      const push = (start: number, end: number, kind: Span['kind'], meaning: string) => {
        if (start < end) spans.push({ start, end, kind, meaning })
      }
      let reached = 0
      for (const { start, end, kind, meaning } of marks.toSorted((a, b) => a.start - b.start)) {
        unread(text, reached, at(start), push)
        push(at(start), endAt(end), kind, meaning)
        reached = endAt(end)
      }
      unread(text, reached, text.length, push)
      return spans
    },
  }
  return sheet
}

/** Splits what nobody read into words and what only separates them. */
function unread(
  text: string,
  start: number,
  end: number,
  push: (start: number, end: number, kind: 'unread' | 'blank', meaning: string) => void,
): void {
  const between = text.slice(start, end)
  let reached = 0
  for (const match of between.matchAll(
    /(?:[\s,，.。;；:：、/／!！?？~～\-—…（）()“”"'「」]|呃|嗯|诶|噢|那个(?=[,，\s]))+/gu,
  )) {
    push(start + reached, start + match.index, 'unread', '')
    push(start + match.index, start + match.index + match[0].length, 'blank', '')
    reached = match.index + match[0].length
  }
  push(start + reached, end, 'unread', '')
}
