/** The console does not start; `message` is the sentence for the person who started it. */
export class StartRefused extends Error {
  override readonly name = 'StartRefused'
}
