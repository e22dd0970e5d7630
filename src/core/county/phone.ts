/** Telephone numbers, so that one number is the same however it was written or shown. */

/** `+86`, `0086` in front of a national number. */
const country = /^(?:\+|00)86/
const mobile = /^1[3-9]\d{9}$/
const separators = /[\s().\-–—·]/g

/**
 * One number as it is compared: a mobile has 11 digits, a fixed line its area code, a short
 * number (119, 12345) stays as it is. `undefined` where there is no number in it.
 */
export function phoneKey(text: string, areaCode: string): string | undefined {
  const whole = text.normalize('NFKC').replace(/(?:转|分机|ext|x).*$/i, '')
  const bare = whole.replace(separators, '')
  if (!/^\+?\d+$/.test(bare)) return undefined
  const foreign = bare.startsWith('+') && !country.test(bare)
  const abroad = country.test(bare)
  const digits = bare.replace(country, '').replace(/^\+/, '')
  if (digits.length < 3 || digits.length > 15) return undefined
  if (foreign) return `+${digits}`
  if (mobile.test(digits)) return digits
  // Exchanges put the trunk zero before a mobile of another city, some 86 without the plus.
  if (digits.startsWith('0') && mobile.test(digits.slice(1))) return digits.slice(1)
  if (digits.startsWith('86') && mobile.test(digits.slice(2))) return digits.slice(2)
  if (digits.startsWith('0')) return digits
  if (abroad) return `0${digits}`
  if (digits.length === 7 || digits.length === 8) return `${areaCode}${digits}`
  return digits
}

/** Every number in a text such as `李某 138 0797 1234 / 5712345`, each once. */
export function phonesIn(text: string, areaCode: string): string[] {
  const found = text.normalize('NFKC').match(/\+?\d[\d\s().\-–—·]*\d/g) ?? []
  const keys = found.flatMap((part) => {
    const key = phoneKey(part, areaCode)
    const plausible = key !== undefined && key.length <= 13
    // Two numbers with only a blank between them are too long for one.
    const parts = plausible ? [key] : part.split(/\s+/).map((one) => phoneKey(one, areaCode))
    return parts.filter((one) => one !== undefined)
  })
  return [...new Set(keys)]
}

/** As it is read out: `138 0797 1234`, `0797-5712345`. */
export function phoneShown(key: string, areaCode: string): string {
  if (mobile.test(key)) return `${key.slice(0, 3)} ${key.slice(3, 7)} ${key.slice(7)}`
  if (key.startsWith(areaCode)) return `${areaCode}-${key.slice(areaCode.length)}`
  return key
}
