/**
 * A hand on the keyboard, and eyes: the only way the night touches a page. What is not reached by
 * keys is not reached at all; the page itself counts every pointer event, and there must be none.
 */
import { expect, type Locator, type Page } from '@playwright/test'

/** More stops than any screen has. */
const mostStops = 220
const mostOptions = 400

export interface Hand {
  readonly page: Page
  press(...keys: readonly string[]): Promise<void>
  /** As an input method hands over words. */
  words(text: string): Promise<void>
  /** Tab until this (or something in it) has the focus. */
  reach(target: Locator): Promise<void>
  /** Reaches a text field and replaces what is in it. */
  fill(field: Locator, text: string): Promise<void>
  /** Reaches a button and presses it. */
  push(button: Locator): Promise<void>
  /** Reaches a box and sets it. */
  tick(box: Locator): Promise<void>
  /** Reaches a list that opens and takes the entry with these words; `typed` narrows it first. */
  choose(list: Locator, words: string | RegExp, typed?: string): Promise<void>
  /** Moves down in a grid or list that has the focus, until the row with these words is chosen. */
  row(list: Locator, words: string | RegExp): Promise<void>
  /** How often a pointer was used so far: never. */
  pointers(): Promise<number>
}

/** Where the target is from what has the focus; the order of Tab is the order of the page. */
function wayTo(target: Locator): Promise<'here' | 'before' | 'after'> {
  return target.evaluate((element) => {
    const focused = document.activeElement
    if (element === focused || element.contains(focused)) return 'here'
    if (focused === null || focused === document.body) return 'after'
    const before = element.compareDocumentPosition(focused) & Node.DOCUMENT_POSITION_FOLLOWING
    return before ? 'before' : 'after'
  })
}

async function watchPointers(page: Page): Promise<void> {
  await page.evaluate(() => {
    const state = window as unknown as { pointers?: number }
    if (state.pointers !== undefined) return
    state.pointers = 0
    for (const kind of ['pointerdown', 'mousedown', 'touchstart', 'wheel']) {
      window.addEventListener(kind, () => void (state.pointers = (state.pointers ?? 0) + 1), true)
    }
  })
}

export async function handOn(page: Page): Promise<Hand> {
  await watchPointers(page)
  const { keyboard } = page

  async function reach(target: Locator): Promise<void> {
    await expect(target).toBeVisible()
    for (let stop = 0; stop < mostStops; stop++) {
      const way = await wayTo(target)
      if (way === 'here') return
      await keyboard.press(way === 'before' ? 'Shift+Tab' : 'Tab')
    }
    throw new Error(`not reached with Tab: ${String(target)}`)
  }
  const matches = (text: string, words: string | RegExp) =>
    typeof words === 'string' ? text.includes(words) : words.test(text)

  const hand: Hand = {
    page,
    async press(...keys) {
      for (const key of keys) await keyboard.press(key)
    },
    words: (text) => keyboard.insertText(text),
    reach,
    async fill(field, text) {
      await reach(field)
      await keyboard.press('Control+a')
      if (text === '') await keyboard.press('Delete')
      else await keyboard.insertText(text)
    },
    async push(button) {
      await reach(button)
      await keyboard.press('Enter')
    },
    async tick(box) {
      await reach(box)
      if (!(await box.isChecked())) await keyboard.press('Space')
      await expect(box).toBeChecked()
    },
    async choose(list, words, typed) {
      await reach(list)
      if (typed !== undefined) await keyboard.insertText(typed)
      const open = page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden)')
      if ((await open.count()) === 0) await keyboard.press('ArrowDown')
      await expect(open.first()).toBeVisible()
      const active = open.locator('.ant-select-item-option-active')
      for (let option = 0; option < mostOptions; option++) {
        const text = (await active.count()) > 0 ? await active.first().innerText() : ''
        if (matches(text, words)) {
          await keyboard.press('Enter')
          await expect(open).toHaveCount(0)
          return
        }
        await keyboard.press('ArrowDown')
      }
      throw new Error(`no entry ${String(words)} in ${String(list)}`)
    },
    async row(list, words) {
      await reach(list)
      await keyboard.press('Home')
      const chosen = list.locator('[aria-selected="true"]')
      for (let place = 0; place < mostOptions; place++) {
        if ((await chosen.count()) > 0 && matches(await chosen.first().innerText(), words)) return
        await keyboard.press('ArrowDown')
      }
      throw new Error(`no row ${String(words)} in ${String(list)}`)
    },
    pointers: () =>
      page.evaluate(() => (window as unknown as { pointers?: number }).pointers ?? -1),
  }
  return hand
}
