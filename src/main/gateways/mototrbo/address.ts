/** A radio's number is the low 24 bits of its address. */
const maxNumber = 0xffffff

export function addressOf(network: number, number: string): string | undefined {
  const id = /^\d{1,8}$/.test(number) ? Number(number) : 0
  if (id < 1 || id > maxNumber) return undefined
  return [network, id >>> 16, (id >>> 8) & 255, id & 255].join('.')
}

/** `undefined` for an address of another network. */
export function numberOf(network: number, address: string | undefined): string | undefined {
  const parts = (address ?? '').split('.').map(Number)
  const [first, high = 0, middle = 0, low = 0] = parts
  if (parts.length !== 4 || first !== network) return undefined
  const id = (high << 16) | (middle << 8) | low
  return id > 0 ? String(id) : undefined
}
