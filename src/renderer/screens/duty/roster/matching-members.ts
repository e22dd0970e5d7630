interface Matched {
  readonly person: { readonly id: string; readonly name: string }
}

/** By a part of the name or the beginning of the pinyin initials; the order stays. */
export function matchingMembers<Option extends Matched>(
  options: readonly Option[],
  typed: string,
  initialsOf: (person: string) => string,
): readonly Option[] {
  const text = typed.normalize('NFKC').trim().toLowerCase()
  if (text === '') return options
  return options.filter(
    ({ person }) =>
      person.name.includes(text) || initialsOf(person.id).toLowerCase().startsWith(text),
  )
}
