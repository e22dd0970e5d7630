/** One item of the sheet as it stands now, and how a line is compared with what was accepted. */
import type { HandoverLine } from '../contract.ts'
import type { ItemKey } from '../words.ts'

export interface SheetLine extends Omit<HandoverLine, 'fresh' | 'carried'> {
  /**
   * What would have to be accepted again where it changes: the state of the thing, never a number
   * that moves by itself. Null: information only.
   */
  readonly mark: string | null
}

export interface SheetItem {
  readonly key: ItemKey
  readonly lines: readonly SheetLine[]
}

type Plain = Pick<SheetLine, 'id' | 'words' | 'mark'> & Partial<SheetLine>

export function line(plain: Plain): SheetLine {
  return { tone: 'plain', dueAt: null, goTo: null, incident: null, ...plain }
}

/** Information without anything to go on with. */
export function note(id: string, words: string, more: Partial<SheetLine> = {}): SheetLine {
  return line({ id, words, mark: null, ...more })
}

/** As a page hands it back to say what it showed. */
export function seenText({ id, mark }: Pick<SheetLine, 'id' | 'mark'>): string {
  return `${id}=${mark ?? ''}`
}
