/** Ends a `switch` over a union; reaching it is our mistake. */
export function assertNever(value: never): never {
  throw new Error(`unhandled case: ${JSON.stringify(value)}`)
}
