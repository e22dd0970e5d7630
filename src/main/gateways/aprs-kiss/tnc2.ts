/** The line form of a packet: `SRC>DST,DIGI*:info`; what a third-party packet carries. */
export interface Tnc2Line {
  readonly source: string
  readonly dest: string
  readonly digipeaters: readonly { readonly call: string; readonly starred: boolean }[]
  readonly info: string
}

export type WrongLine = 'source' | 'digipeater' | 'form'

const callPattern = /^[A-Za-z0-9-]{1,9}$/

export function readTnc2(line: string): Tnc2Line | WrongLine {
  const [, source = '', header = '', info] = /^([^>]*)>([^:]*):(.*)$/s.exec(line) ?? []
  if (info === undefined) return 'form'
  if (!callPattern.test(source)) return 'source'
  const [dest = '', ...path] = header.split(',')
  if (!callPattern.test(dest)) return 'form'
  const digipeaters = path.map((word) => ({
    call: word.replace(/\*$/, ''),
    starred: word.endsWith('*'),
  }))
  if (!digipeaters.every(({ call }) => callPattern.test(call))) return 'digipeater'
  return { source, dest, digipeaters, info }
}
