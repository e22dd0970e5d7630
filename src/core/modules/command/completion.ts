/** What can be said now, for completion, and the most said words of the county on their keys. */
import { commandWords } from '../../command/decide-command.ts'
import type { CoreContext } from '../../module.ts'
import { initial } from '../logbook/index.ts'
import { consoleWords } from './console-words.ts'

const initials = (text: string) => [...text].map(initial).join('')

export function completionWords(context: CoreContext) {
  const { known, words } = consoleWords(context)
  return {
    commands: commandWords.map(([, , help]) => ({ text: help.split(' ')[0] ?? help, help })),
    units: known().teams.map(({ id, callSign, name }) => ({
      id,
      callSign,
      name,
      initials: `${initials(callSign)} ${initials(name)}`,
    })),
    // Ten thousand places are not sent to a page: townships and the county's own.
    places: words()
      .county.places.filter(({ kind }) => kind !== 'village' && kind !== 'residents')
      .slice(0, 300)
      .map(({ name }) => ({ text: name, initials: initials(name) })),
    quick: [...context.county.quickWords],
  }
}
