import { rightWords } from '../../../../core/modules/people/contract.ts'

/** What a session may do, in words. */
export function rightsInWords(rights: readonly string[]): string {
  return Object.entries(rightWords)
    .filter(([right]) => rights.includes(right))
    .map(([, words]) => words)
    .join('、')
}
