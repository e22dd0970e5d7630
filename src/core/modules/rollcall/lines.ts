/** Log lines of roll calls and repairs. */
import type { NewLine } from '../logbook/index.ts'

export interface Writer {
  readonly name: string
  /** Absent: the console itself. */
  readonly person?: string | undefined
  readonly group?: string | null | undefined
}

export function commLine(
  { name, person, group }: Writer,
  text: string,
  more: Partial<NewLine> = {},
): NewLine {
  return {
    kind: 'comm',
    source:
      person === undefined
        ? { kind: 'text', text: name }
        : { kind: 'person', id: person, text: name },
    channel: 'radio370',
    text,
    recorder: name,
    ...(group == null ? {} : { group }),
    ...more,
  }
}
