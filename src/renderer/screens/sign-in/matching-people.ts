interface Findable {
  readonly name: string
  readonly initials: string
}

/** Those whose name holds the typed characters or whose initials begin with them. */
export function matchingPeople<Person extends Findable>(
  people: readonly Person[],
  typed: string,
): readonly Person[] {
  const text = typed.normalize('NFKC').replace(/\s/g, '').toLowerCase()
  if (text === '') return people
  return people.filter(
    ({ name, initials }) => name.toLowerCase().includes(text) || initials.startsWith(text),
  )
}
