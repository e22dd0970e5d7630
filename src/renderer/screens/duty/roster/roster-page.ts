/** What the part 值班表 shows. */
export type RosterPage = 'plan' | 'generate' | 'publish' | 'import' | 'export' | 'settings'
