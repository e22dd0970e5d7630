import type { Api } from '../../../../client.ts'

export type RosterSettings = Awaited<ReturnType<Api['rosters']['settings']>>
