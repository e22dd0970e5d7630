/** Numbers as they are said: 2, 两, 十二, 二十几, 好几. */

const digits: Readonly<Record<string, number>> = {
  零: 0,
  〇: 0,
  一: 1,
  二: 2,
  两: 2,
  俩: 2,
  三: 3,
  仨: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
}
const powers: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000, 万: 10_000 }

/** A pattern (without groups) of a number with its vagueness. */
export const countPattern =
  '(?:\\d{1,6}|[零〇一二两俩三仨四五六七八九十百千]+)(?:多|余|几|来)?|好几十?|几十|几百|几|数十|数百|数|多|若干'

export interface Count {
  /** Null: more than one, nobody knows how many. */
  readonly value: number | null
  readonly about: boolean
}

/** `undefined` where it is no number. */
export function hanNumber(said: string): number | undefined {
  if (/^\d+$/.test(said)) return Number(said)
  if (said === '') return undefined
  let total = 0
  let section = 0
  let digit: number | undefined
  for (const character of said) {
    const power = powers[character]
    if (power === undefined) {
      const next = digits[character]
      if (next === undefined) return undefined
      // 一二三: digits read one by one.
      if (digit !== undefined)
        return [...said].every((one) => one in digits) ? byDigit(said) : undefined
      digit = next
    } else if (power === 10_000) {
      total += (section + (digit ?? 0)) * power
      section = 0
      digit = undefined
    } else {
      section += (digit ?? 1) * power
      digit = undefined
    }
  }
  return total + section + (digit ?? 0)
}

function byDigit(said: string): number {
  return Number([...said].map((character) => digits[character] ?? 0).join(''))
}

export function readCount(said: string): Count | undefined {
  if (/^(?:好几十?|几十|几百|几|数十|数百|数|多|若干)$/.test(said))
    return { value: null, about: true }
  const vague = /[多余几来]$/.test(said)
  const value = hanNumber(vague ? said.slice(0, -1) : said)
  return value === undefined ? undefined : { value, about: vague }
}
