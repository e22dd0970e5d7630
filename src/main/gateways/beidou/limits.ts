/** How long a text a card lets through. */
import type { Card } from './heard.ts'
import type { BeidouSettings } from './settings.ts'

const bitsPerCharacter = 14
/** By the card's class; 3 and above are 120 Chinese characters (420 digits). */
const classBits: Readonly<Record<number, number>> = { 1: 140, 2: 360 }
const fullBits = 120 * bitsPerCharacter
/** BeiDou-3 services: Lf0, Lf1–3, Lf4. */
const serviceCharacters: Readonly<Record<number, number>> = { 1: 120, 5: 40 }
const longCharacters = 1000
const binaryBits = 210 * 8

export function maxBitsOf(
  card: Card | undefined,
  way: SendingWay,
  settings: BeidouSettings,
): number {
  if (settings.maxBits !== undefined) return settings.maxBits
  if (way === 'TCQ') {
    return (serviceCharacters[settings.frequency] ?? longCharacters) * bitsPerCharacter
  }
  const byClass = classBits[card?.level ?? 0] ?? fullBits
  return way === 'TXSQ' ? Math.min(byClass, binaryBits) : byClass
}

export type SendingWay = 'TXA' | 'TCQ' | 'TXSQ'

export const charactersIn = (bits: number): number => Math.floor(bits / bitsPerCharacter)

/** One cause for each limit, so that the refusal says the number. */
export const tooLong = (bits: number): string => `too-long-${charactersIn(bits)}`

export const tooLongCauses: Readonly<Record<string, string>> = Object.fromEntries(
  Array.from({ length: longCharacters }, (_, i) => [
    `too-long-${i + 1}`,
    `超过本卡一条短报文的长度（最多 ${i + 1} 个汉字），请改短或分成几条`,
  ]),
)
