/**
 * What a roster is: shifts that need people, people who may and may not, who stands where, and
 * which rules that breaks. Pure; `modules/rosters` keeps it as facts, a thread of the host
 * generates it. Days are duty days in Beijing time (`2026-11-30`); times are UTC epoch ms.
 */
import type { EpochMs } from '../kernel/world.ts'

/** The county may add its own; words and behaviour are in a `RosterPost`. */
export type PostKey = 'leader' | 'chief' | 'officer' | 'comms' | 'standby' | (string & {})

export interface RosterPost {
  readonly key: PostKey
  /** 带班领导 */
  readonly word: string
  /**
   * Awake at the desk: the rules of rest, nights and duties a week apply, and it is counted in
   * the balance as a duty. Otherwise (备班) at home, counted apart.
   */
  readonly onSite: boolean
  /** One person holds it in all shifts of a duty day (带班领导): no rest is asked between those. */
  readonly wholeDay: boolean
}

export interface Need {
  readonly post: PostKey
  readonly count: number
}

export interface ShiftSpec {
  /** Stable: `2026-11-30.0830`, the duty day and the start. */
  readonly id: string
  readonly day: string
  /** Key of the pattern it came from. */
  readonly pattern: string
  /** 白班 夜班 节假日班 */
  readonly word: string
  readonly from: EpochMs
  /** Exclusive. */
  readonly to: EpochMs
  readonly night: boolean
  /** An ordinary rest day: neither a holiday nor a make-up workday. */
  readonly weekend: boolean
  /** 国庆节; null on all other days. */
  readonly holiday: string | null
  readonly needs: readonly Need[]
}

export interface Assignment {
  readonly shift: string
  readonly post: PostKey
  readonly person: string
}

/** Half-open: `from` ≤ t < `to`. */
export interface Leave {
  readonly from: EpochMs
  readonly to: EpochMs
  /** 年假 */
  readonly word: string
}

export interface Wish {
  /** A shift's id, or a duty day for every shift of it. */
  readonly target: string
  readonly want: 'on' | 'off'
  /** Promised: breaking it is a violation. Otherwise only a preference. */
  readonly fixed: boolean
}

/** Duties at the desk: the shifts of one day at a whole-day post are one duty. */
export interface DutyCounts {
  readonly weekend: number
  readonly holiday: number
  readonly night: number
  readonly total: number
}

export type Measure = keyof DutyCounts

export interface RosterPerson {
  readonly id: string
  /** As sentences call the person; two of one name must differ here (`张伟（水利局）`). */
  readonly name: string
  /** Qualified for. */
  readonly posts: readonly PostKey[]
  /** 1 = full time, 0.5 = half as many duties; 0 = only where somebody assigns by hand. */
  readonly share: number
  readonly leave: readonly Leave[]
  readonly wishes: readonly Wish[]
  /** Already served in the period that is balanced (the year), outside the shifts at hand. */
  readonly served: DutyCounts
}

export type RuleKey =
  /** Fewer people than needed, or a time of the day that no shift covers. */
  | 'gap'
  /** One person in two shifts at once, or at two posts of one shift. */
  | 'double-booking'
  /** Assignment to a shift or person that is not there. */
  | 'unknown'
  | 'qualification'
  | 'leave'
  | 'rest'
  | 'nights-in-row'
  | 'per-week'
  /** Two people at a whole-day post on one day. */
  | 'whole-day'
  | 'fixed-wish'

/** Settings of the county. A number of hours or duties that is null switches its rule off. */
export interface RosterRules {
  /** From the end of one duty to the start of the next, hours. */
  readonly restH: number | null
  /** The longer rest after a night, hours. */
  readonly restAfterNightH: number | null
  /** Most nights on following days; 1 = never two nights in a row. */
  readonly nightsInRow: number | null
  /** Most duties in any seven duty days. */
  readonly perWeek: number | null
  /** Rules nobody may override. Gap, double booking and unknown are always among them. */
  readonly hard: readonly RuleKey[]
}

export interface Violation {
  /** Stable name of exactly this breach, for an override to refer to. */
  readonly key: string
  readonly rule: RuleKey
  /** Cannot be overridden. */
  readonly hard: boolean
  readonly person: string | null
  readonly post: PostKey | null
  /** Of a time without a shift: the shift before it. */
  readonly shift: string
  /** The other shift of a pair (rest, overlap), or the first of a window (nights, week). */
  readonly other: string | null
  /** A Chinese sentence that names person, shift and rule. */
  readonly words: string
}

/** With what was served before. */
export interface BalanceRow extends DutyCounts {
  readonly person: string
  readonly share: number
  /** `PoolBalance.pool`; empty for people who are only on call. */
  readonly pool: string
  /** Days on call at home, of the shifts at hand. */
  readonly standby: number
}

/**
 * People whose posts hang together, directly or through others who hold several: chiefs and
 * officers are one pool where some are both, leaders who do nothing else are another.
 */
export interface PoolBalance {
  /** Keys of the posts at the desk: `chief+officer`. */
  readonly pool: string
  /** 主班、副班 */
  readonly word: string
  /** Full-time ones. */
  readonly people: readonly string[]
  /** Largest difference between any two of them. */
  readonly spread: Readonly<Record<Measure, number>>
}

export interface PoolSpread extends Omit<PoolBalance, 'spread'> {
  readonly spread: Readonly<Record<Measure, Spread>>
}

export interface Spread {
  /** Largest difference between any two full-time people. */
  readonly spread: number
  /** No roster of these shifts, people and leave that keeps the rests has a smaller one. */
  readonly atLeast: number
}

/** Published duties before and after the shifts at hand; kept, and looked at for rest. */
export interface Neighbours {
  readonly shifts: readonly ShiftSpec[]
  readonly assignments: readonly Assignment[]
}

export interface RosterAsk {
  readonly shifts: readonly ShiftSpec[]
  readonly posts: readonly RosterPost[]
  readonly people: readonly RosterPerson[]
  /** Set by hand or published: never moved. */
  readonly fixed: readonly Assignment[]
  readonly around: Neighbours
  readonly rules: RosterRules
  /** The same ask and seed give the same roster, on any machine. */
  readonly seed: number
}

export interface RosterProgress {
  /** 0–1. */
  readonly done: number
  /** Of the best so far. */
  readonly hard: number
  readonly soft: number
  /** The largest of the four measures. */
  readonly spread: number
}

export interface GeneratedRoster {
  /** With the fixed ones. */
  readonly assignments: readonly Assignment[]
  readonly violations: readonly Violation[]
  readonly balance: readonly BalanceRow[]
  readonly pools: readonly PoolSpread[]
  /** Over all full-time people. */
  readonly spread: Readonly<Record<Measure, Spread>>
  /** Why a spread is above 1: Chinese sentences with the numbers that prove it. */
  readonly why: readonly string[]
  /** Somebody stopped it: the best until then. */
  readonly stopped: boolean
}

export interface RosterRun {
  readonly roster: Promise<GeneratedRoster>
  /** Ends soon with the best until then. */
  stop(): void
}

/** The host's thread. */
export interface RosterEngine {
  generate(ask: RosterAsk, onProgress: (progress: RosterProgress) => void): RosterRun
  close(): Promise<void>
}
