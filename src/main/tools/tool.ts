/**
 * One command-line tool. Each lives in `src/main/tools/<name>.ts` (or a folder of that name),
 * exports it as `tool` and has one line in the list of `index.ts`.
 */
export interface Tool {
  readonly name: string
  /** One English line for the list of tools. */
  readonly summary: string
  /** What `--help` prints below the summary; a tool without it answers `--help` itself. */
  readonly help?: string | undefined
  /**
   * `argv` is what follows the tool's name. Resolves to the exit code: 0 done, 1 the answer is
   * "no" or the work failed, 2 the command line is wrong.
   */
  run(argv: readonly string[]): Promise<number>
}
