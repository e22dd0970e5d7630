/** What the desktop shell and the core process say to each other besides the seats' ports. */

/** What a person is asked for in the shell's own dialog: a map pack, a tile folder, a file to build from. */
export type ChoosePathOf = 'pack' | 'folder' | 'source'

export type ToCore =
  | {
      readonly kind: 'start'
      readonly dataDir: string
      readonly secondDisk?: string | undefined
      readonly demo: boolean
      readonly practice: boolean
      /** `gateway:<id>` and `projection:<name>` that are left out. */
      readonly without: readonly string[]
    }
  /** Comes with one port: a window's channel. */
  | { readonly kind: 'seat'; readonly id: string; readonly name: string }
  /** Comes with one port, on which `FromRequest` and `ToRequest` go. */
  | { readonly kind: 'request'; readonly request: PlainRequest }
  | { readonly kind: 'concerns'; readonly ask: number }
  /** Absent: the person left the dialog. */
  | { readonly kind: 'chosen'; readonly ask: number; readonly path?: string | undefined }
  | { readonly kind: 'stop' }

export type FromCore =
  | { readonly kind: 'ready' }
  /** It will not start as things are; the sentence is for the operator. */
  | { readonly kind: 'refused'; readonly sentence: string }
  /** What the operator should know before closing, in words. */
  | { readonly kind: 'concerns'; readonly ask: number; readonly sentences: readonly string[] }
  /** No window can be heard: one stroke of the machine's own bell. */
  | { readonly kind: 'bell' }
  | { readonly kind: 'choose'; readonly ask: number; readonly what: ChoosePathOf }

export interface PlainRequest {
  readonly method: string
  readonly url: string
  readonly headers: readonly (readonly [string, string])[]
  readonly body?: Uint8Array | undefined
}

/** The answer on the request's port: a head, then one chunk per `pull`, `undefined` at the end. */
export type FromRequest =
  | {
      readonly kind: 'head'
      readonly status: number
      readonly headers: readonly (readonly [string, string])[]
    }
  | { readonly kind: 'chunk'; readonly bytes: Uint8Array | undefined }
export type ToRequest = { readonly kind: 'pull' }
