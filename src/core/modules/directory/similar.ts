/** Call signs that are taken for each other on the air. */
import { pinyin } from 'pinyin-pro'

const spokenDigits: Readonly<Record<string, string>> = {
  〇: '0',
  零: '0',
  洞: '0',
  一: '1',
  幺: '1',
  二: '2',
  两: '2',
  三: '3',
  四: '4',
  五: '5',
  六: '6',
  七: '7',
  拐: '7',
  八: '8',
  九: '9',
  勾: '9',
}

/** `小松 1`, `小松０１` and `小松幺` are one call sign, written in three ways. */
function written(callSign: string): string {
  const plain = callSign
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[\s\-—_·.,，。()（）号台]/g, '')
  const digits = Array.from(plain, (letter) => spokenDigits[letter] ?? letter).join('')
  return digits.replaceAll(/(?<!\d)0+(?=\d)/g, '')
}

function spoken(text: string): string {
  return pinyin(text, { toneType: 'none', type: 'array' }).join(' ')
}

type Likeness = 'same' | 'written' | 'spoken'

export interface CallSignLike {
  readonly written: string
  readonly spoken: string
}

/** Reading aloud is the slow part, and a list asks for the same few thousand again and again. */
const kept = new Map<string, CallSignLike>()
const mostKept = 20_000

export function callSignLike(callSign: string): CallSignLike {
  const known = kept.get(callSign)
  if (known) return known
  const key = written(callSign)
  const made = { written: key, spoken: spoken(key) }
  if (kept.size >= mostKept) kept.clear()
  kept.set(callSign, made)
  return made
}

/** `undefined`: nobody takes one for the other. */
export function likenessOf(one: CallSignLike, other: CallSignLike): Likeness | undefined {
  if (one.written === '' || other.written === '') return undefined
  if (one.written === other.written) return 'written'
  return one.spoken === other.spoken ? 'spoken' : undefined
}

export const likenessWords: Readonly<Record<Likeness, string>> = {
  same: '相同',
  written: '只是写法不同',
  spoken: '读音相同',
}

/** The same for call signs that sound the same. */
export const spokenForm = (callSign: string): string => callSignLike(callSign).spoken
