/** The line with the words of a key: an unfinished sentence is gone on with, never replaced. */
export function lineWith(text: string, unit: string, words: string): string {
  const before = text.trimEnd()
  if (before === '')
    return [unit, words].filter((part) => part !== '').join(' ') + (words === '' ? ' ' : '')
  if (words === '') return before.includes(unit) ? `${before} ` : `${unit} ${before}`
  return `${before} ${words}`
}
