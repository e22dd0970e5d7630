/** Where a line typed into the command line goes. */

export interface KnownIncident {
  readonly id: string
  /** `#12`, `#车3` */
  readonly number: string
  readonly title: string
}

export type Target =
  | { readonly kind: 'incident'; readonly incident: KnownIncident; readonly text: string }
  | { readonly kind: 'duty-log'; readonly text: string }
  /** `#99` names no open incident: nothing is saved under a guess. */
  | { readonly kind: 'unknown-incident'; readonly number: string }

/**
 * `#12 文字` goes to incident 12, anything else to the selected incident or the duty log.
 * Full-width digits and signs of a Chinese input method count as the usual ones.
 */
export function targetOf(
  typed: string,
  incidents: readonly KnownIncident[],
  selected: string | undefined,
): Target {
  const text = typed.trim()
  const named = /^[#＃]\s*(\p{Script=Han}?[0-9０-９]+)\s*(.*)$/su.exec(text)
  if (named) {
    const number = `#${(named[1] ?? '').normalize('NFKC')}`
    const incident = incidents.find((known) => known.number === number)
    if (!incident) return { kind: 'unknown-incident', number }
    return { kind: 'incident', incident, text: named[2] ?? '' }
  }
  const incident = incidents.find((known) => known.id === selected)
  return incident ? { kind: 'incident', incident, text } : { kind: 'duty-log', text }
}
