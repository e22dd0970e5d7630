import type { Session } from '../../module.ts'
import type { NewLine } from '../logbook/index.ts'

/** The console's line about a handover. */
export function handoverLine(
  { name, person }: Pick<Session, 'name' | 'person'>,
  text: string,
): NewLine {
  return {
    kind: 'system',
    source: { kind: 'person', id: person, text: name },
    text,
    recorder: name,
  }
}
