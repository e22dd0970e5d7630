/**
 * The shells the same specs run on. Each opens the console on a data folder and gives a page
 * that shows it.
 */
import type { Browser, LaunchOptions, Page } from '@playwright/test'
import { openElectron, electronUnavailable } from './target-electron.ts'
import { openHeadless } from './target-headless.ts'
import { openStandin } from './target-standin.ts'

export type TargetName = 'headless' | 'standin' | 'electron'

export interface OpenOptions {
  readonly dataDir: string
  readonly demo: boolean
  readonly browser: Browser
  readonly launchOptions: LaunchOptions
  /** Every page that is opened adds its complaints here. */
  readonly reports: string[]
}

export interface OpenedTarget {
  readonly page: Page
  /** `http://127.0.0.1:PORT` of a browser seat, `app://console` of a window. */
  readonly origin: string
  /** Kills the core as hard as possible; the shell brings it back, except headless. */
  crashCore(): Promise<void>
  /** Another page on the same console: a second seat, or a second window. */
  anotherPage(): Promise<Page>
  /** What a desktop shell wrote to its error stream so far, one line each. */
  readonly shellSays?: readonly string[]
  close(): Promise<void>
}

export interface Target {
  /** Why it cannot run here, in one line for the report. */
  unavailable(): string | undefined
  open(options: OpenOptions): Promise<OpenedTarget>
}

export const targets: Readonly<Record<TargetName, Target>> = {
  headless: { unavailable: () => undefined, open: openHeadless },
  standin: { unavailable: () => undefined, open: openStandin },
  electron: { unavailable: electronUnavailable, open: openElectron },
}
