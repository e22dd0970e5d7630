/** One completion for what is being typed: call signs first, then commands, then places. */

export interface Sayable {
  readonly text: string
  /** What may be typed for it: initials, another name. */
  readonly also: readonly string[]
}

export interface Completion {
  /** How many characters before the cursor it replaces. */
  readonly replaces: number
  readonly text: string
}

const longest = 12

/** The ends of the text that may be the beginning of a name, longest first. */
function ends(text: string): string[] {
  const made: string[] = []
  for (let length = Math.min(longest, text.length); length >= 1; length--) {
    made.push(text.slice(text.length - length))
  }
  return made
}

function worth(typed: string, sayable: Sayable): boolean {
  if (/\s/.test(typed) || sayable.text === typed) return false
  if (sayable.text.startsWith(typed)) return typed.length >= (/^[a-z0-9]/i.test(typed) ? 2 : 1)
  return typed.length >= 2 && sayable.also.some((one) => one !== typed && one.startsWith(typed))
}

export function completionOf(text: string, sayables: readonly Sayable[]): Completion | undefined {
  // A word that is finished is not completed: the cursor stands behind a blank.
  if (text === '' || /[\s，。,.]$/.test(text)) return undefined
  const known = new Set(sayables.map((one) => one.text))
  for (const typed of ends(text)) {
    // 小松01 is said already.
    if (known.has(typed)) return undefined
    if (typed.length < 2 && typed !== text) continue
    const before = text.slice(0, text.length - typed.length)
    // Letters in the middle of a word begin nothing.
    if (/^[a-z]/i.test(typed) && /[a-z0-9]$/i.test(before)) continue
    const found = sayables.find((sayable) => worth(typed.toLowerCase(), lower(sayable)))
    if (found) return { replaces: typed.length, text: found.text }
  }
  return undefined
}

function lower({ text, also }: Sayable): Sayable {
  return { text: text.toLowerCase(), also }
}
