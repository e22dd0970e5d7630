/** Whether a key press is the key that a button prints. */

/** The parts of a DOM KeyboardEvent that decide. */
export interface KeyPress {
  readonly key: string
  readonly code: string
  readonly ctrlKey: boolean
  readonly altKey: boolean
  readonly shiftKey: boolean
  readonly metaKey: boolean
}

/** What a Chinese input method types where the key cap says another character. */
const sameKey: Readonly<Record<string, readonly string[]>> = {
  '/': ['/', '／', '、'],
  '?': ['?', '？'],
  '+': ['+', '＋', '='],
  '-': ['-', '－'],
  '[': ['[', '【', '［'],
  ']': [']', '】', '］'],
}

function isKey(press: KeyPress, wanted: string): boolean {
  // With Alt or Ctrl held the character may be anything; the key's place is certain.
  if (/^[0-9]$/.test(wanted))
    return press.code === `Digit${wanted}` || press.code === `Numpad${wanted}`
  if (/^[A-Z]$/.test(wanted))
    return press.code === `Key${wanted}` || press.key.toUpperCase() === wanted
  if (wanted === 'Space') return press.code === 'Space'
  return sameKey[wanted]?.includes(press.key) ?? press.key === wanted
}

/** `Ctrl++` is Ctrl and the plus key. */
function partsOf(keys: string): { readonly wanted: string; readonly modifiers: readonly string[] } {
  const at = keys.lastIndexOf('+', keys.length - 2)
  return { wanted: keys.slice(at + 1), modifiers: keys.slice(0, Math.max(0, at)).split('+') }
}

/** @param keys as printed: `Alt+1`, `Ctrl+K`, `/`, `?`, `F2`, `N`, `Ctrl+Enter`, `Escape` */
export function matchesHotkey(press: KeyPress, keys: string): boolean {
  const { wanted, modifiers } = partsOf(keys)
  const held = (name: string) => modifiers.includes(name)
  if ((press.ctrlKey || press.metaKey) !== held('Ctrl')) return false
  if (press.altKey !== held('Alt')) return false
  const shiftMatters = /^[A-Z0-9]$/.test(wanted) || wanted.length > 1
  if (shiftMatters && press.shiftKey !== held('Shift')) return false
  return isKey(press, wanted)
}

/** Whose turn a key is: the newest registration first, those that stand behind a screen's own last. */
export function inTurn<Key extends { readonly behind: boolean }>(
  registered: Iterable<Key>,
): readonly Key[] {
  const newest = [...registered].reverse()
  return [...newest.filter(({ behind }) => !behind), ...newest.filter(({ behind }) => behind)]
}

/** A key that types a character or moves a cursor: it belongs to a text field that has the focus. */
export function isPlainKey(keys: string): boolean {
  return !/^(Ctrl|Alt)\+/.test(keys) && !/^(?:Shift\+)?F\d{1,2}$/.test(keys)
}
