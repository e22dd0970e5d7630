/** How an AT command ends (V.250 §5.7, 3GPP TS 27.007 §9.2, TS 27.005 §3.2.5). */

export type AtFailure =
  | { readonly kind: 'error' }
  | { readonly kind: 'cme' | 'cms'; readonly code: number }
  /** Errors in words, where numbers were not asked for. */
  | { readonly kind: 'cme' | 'cms'; readonly code?: undefined; readonly words: string }
  /** The end of a call that the command had begun. */
  | { readonly kind: 'no-carrier' | 'busy' | 'no-answer' | 'no-dialtone' }

export type AtFinal =
  | { readonly kind: 'ok' }
  | { readonly kind: 'connect' }
  | { readonly kind: 'failed'; readonly failure: AtFailure }

const failed = (failure: AtFailure): AtFinal => ({ kind: 'failed', failure })

const finals: ReadonlyMap<string, AtFinal> = new Map([
  ['OK', { kind: 'ok' }],
  ['ERROR', failed({ kind: 'error' })],
])

/** These end a command only when it set up a call; otherwise they are news about a call. */
const callFinals: ReadonlyMap<string, AtFinal> = new Map([
  ['CONNECT', { kind: 'connect' }],
  ['NO CARRIER', failed({ kind: 'no-carrier' })],
  ['BUSY', failed({ kind: 'busy' })],
  ['NO ANSWER', failed({ kind: 'no-answer' })],
  ['NO DIALTONE', failed({ kind: 'no-dialtone' })],
])

/** `undefined`: the line ends no command. `call`: the command in flight sets up a call. */
export function readFinal(line: string, call: boolean): AtFinal | undefined {
  const plain = finals.get(line) ?? (call ? callFinals.get(line) : undefined)
  if (plain) return plain
  const [, family, said = ''] = /^\+(CM[ES]) ERROR:?\s*(.*)$/.exec(line) ?? []
  if (family === undefined) return undefined
  const kind = family === 'CME' ? 'cme' : 'cms'
  return /^\d{1,5}$/.test(said)
    ? failed({ kind, code: Number(said) })
    : failed({ kind, words: said })
}
