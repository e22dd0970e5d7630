/** The name at the end of a path of either system. */
export function lastPart(path: string): string {
  const parts = path.split(/[/\\]/).filter((part) => part !== '')
  return parts.at(-1) ?? path
}
