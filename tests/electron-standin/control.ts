/** The line between the test and the shell process: what a person or the system would do. */

export type FromTest =
  | { readonly kind: 'close-window'; readonly url: string }
  | { readonly kind: 'dialog-answer'; readonly response: number }
  /** What the next dialogs for a file are answered with; before it they are left. */
  | { readonly kind: 'chosen-path'; readonly path: string }
  | { readonly kind: 'crash-core' }

export type FromShell =
  | { readonly kind: 'dialog'; readonly text: string }
  | { readonly kind: 'error-box'; readonly title: string; readonly text: string }
  /** A call of the shell that leaves no trace in a page. */
  | { readonly kind: 'called'; readonly what: string; readonly with: string }

export function tellTest(message: FromShell): void {
  process.send?.(message)
}

export function onTest(listener: (message: FromTest) => void): void {
  process.on('message', (message) => listener(message as FromTest))
}

/** Everything the shell asks for that is not here ends with this. */
export function notImplemented(what: string): never {
  throw new Error(`the Electron stand-in does not implement ${what}`)
}

/** An object that answers for `members` and refuses everything else by name. */
export function only<Members extends object>(name: string, members: Members): Members {
  return new Proxy(members, {
    get(target, key) {
      if (!(key in target) && typeof key !== 'symbol' && key !== 'then')
        return notImplemented(`${name}.${key}`)
      const member: unknown = Reflect.get(target, key)
      // Private members belong to the object itself, not to this proxy.
      return typeof member === 'function' ? (member.bind(target) as unknown) : member
    },
  })
}
