/** What became of a drawing, in words: for the log, the history and the buttons of undo and redo. */
import type { CoreContext, Session } from '../../module.ts'
import { logLines, type NewLine, type NumberedDraft } from '../logbook/index.ts'
import type { Sketch } from './facts.ts'
import { sizeWords } from './outline.ts'
import { sketchWords } from './queries.ts'
import { meaningWord } from './words.ts'

export interface Step {
  readonly before: Sketch | null
  readonly after: Sketch | null
  readonly reason: string
}

const quoted = (text: string) => (text === '' ? '无' : `「${text}」`)

function withSize(sketch: Sketch): string {
  const size = sizeWords(sketch.outline)
  return size === '' ? sketchWords(sketch) : `${sketchWords(sketch)}，${size}`
}

function differences(before: Sketch, after: Sketch): string {
  const found: string[] = []
  if (before.meaning !== after.meaning) {
    found.push(`改为${meaningWord(after.meaning)}（原：${meaningWord(before.meaning)}）`)
  }
  if (before.name !== after.name) {
    found.push(`名称${quoted(after.name)}（原：${quoted(before.name)}）`)
  }
  if (JSON.stringify(before.outline) !== JSON.stringify(after.outline)) {
    const [was, is] = [sizeWords(before.outline), sizeWords(after.outline)]
    found.push(
      is === '' ? '移动位置' : `改画，${is}${was === '' || was === is ? '' : `（原：${was}）`}`,
    )
  }
  if (before.note !== after.note) found.push(`说明${quoted(after.note)}`)
  if (before.incident !== after.incident) found.push('改变归属')
  return found.length === 0 ? '没有变化' : found.join('，')
}

/** `新画火线「东线」，长 1.25 公里` */
export function stepWords({ before, after, reason }: Step): string {
  if (after === null) {
    const what = before === null ? '标绘' : sketchWords(before)
    return reason === '' ? `删除${what}` : `删除${what}，原因：${reason}`
  }
  if (before === null) return `新画${withSize(after)}`
  return `改动${sketchWords(before)}：${differences(before, after)}`
}

/** The lines of the log that tell of it: of its incident, and of the one it left. */
export function drawingLines(
  context: CoreContext,
  { person, name }: Session,
  told: readonly { readonly text: string; readonly incident: string | undefined }[],
): NumberedDraft[] {
  const line = logLines(context)
  return told.map(({ text, incident }) => {
    const told: NewLine = {
      kind: 'change',
      source: { kind: 'person', id: person, text: name },
      text: `标绘：${text}`,
      recorder: name,
      ...(incident === undefined ? {} : { incident }),
    }
    return line(told)
  })
}

/** Incidents in whose log a step belongs; `undefined` is the duty log. */
export function whoseLog({ before, after }: Step): (string | undefined)[] {
  const touched = [after, before].flatMap((sketch) => (sketch ? [sketch.incident] : []))
  return [...new Set(touched)]
}
