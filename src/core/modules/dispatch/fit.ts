/** Whether a kind of team is for a kind of event: prefixes of event codes, `*` for all. */
import type { TeamType } from '../../county/profile-schema.ts'

/** How well it fits; `none` where it does not. */
export type Fit = 'own' | 'any' | 'none'

/** `11A00` stands for all of `11A`. */
function stem(code: string): string {
  return code.slice(0, 2) + code.slice(2).replace(/0+$/, '')
}

export function fitOf(type: TeamType | undefined, category: string | null): Fit {
  if (category === null) return 'any'
  const fits = type?.fits ?? []
  const code = stem(category)
  if (fits.some((fit) => fit !== '*' && (category.startsWith(fit) || fit.startsWith(code)))) {
    return 'own'
  }
  return fits.includes('*') ? 'any' : 'none'
}
