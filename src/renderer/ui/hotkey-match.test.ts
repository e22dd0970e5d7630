import { expect, it } from 'vitest'
import { inTurn, isPlainKey, matchesHotkey, type KeyPress } from './hotkey-match.ts'

function press(key: string, code = '', held: Partial<KeyPress> = {}): KeyPress {
  return { key, code, ctrlKey: false, altKey: false, shiftKey: false, metaKey: false, ...held }
}

it('finds a screen key by its place, whatever character Alt makes of it', () => {
  expect(matchesHotkey(press('¡', 'Digit1', { altKey: true }), 'Alt+1')).toBe(true)
  expect(matchesHotkey(press('1', 'Digit1'), 'Alt+1')).toBe(false)
  expect(matchesHotkey(press('2', 'Digit2', { altKey: true }), 'Alt+1')).toBe(false)
})

it('takes the slash of a Chinese input method for the command line key', () => {
  expect(matchesHotkey(press('/', 'Slash'), '/')).toBe(true)
  expect(matchesHotkey(press('／', 'Slash'), '/')).toBe(true)
  expect(matchesHotkey(press('、', 'Slash'), '/')).toBe(true)
})

it('opens the key list with the question mark of either width', () => {
  expect(matchesHotkey(press('?', 'Slash', { shiftKey: true }), '?')).toBe(true)
  expect(matchesHotkey(press('？', 'Slash', { shiftKey: true }), '?')).toBe(true)
})

it('does not take Ctrl+Shift+K for Ctrl+K', () => {
  expect(matchesHotkey(press('k', 'KeyK', { ctrlKey: true }), 'Ctrl+K')).toBe(true)
  expect(matchesHotkey(press('K', 'KeyK', { ctrlKey: true, shiftKey: true }), 'Ctrl+K')).toBe(false)
})

it('reads a plus that is itself the key', () => {
  expect(matchesHotkey(press('+', 'NumpadAdd', { ctrlKey: true }), 'Ctrl++')).toBe(true)
  expect(matchesHotkey(press('=', 'Equal', { ctrlKey: true }), 'Ctrl++')).toBe(true)
  expect(matchesHotkey(press('+', 'Equal', { ctrlKey: true, shiftKey: true }), 'Ctrl++')).toBe(true)
  expect(matchesHotkey(press('+', 'NumpadAdd'), 'Ctrl++')).toBe(false)
  expect(matchesHotkey(press('-', 'Minus', { ctrlKey: true }), 'Ctrl+-')).toBe(true)
})

it('leaves letters, digits and Space to a text field and keeps the others', () => {
  expect(['N', '5', '/', '?', 'Space', 'Enter', 'Escape', 'ArrowUp'].every(isPlainKey)).toBe(true)
  expect(['Alt+1', 'Ctrl+K', 'F2', 'F10', 'Ctrl+Enter'].some(isPlainKey)).toBe(false)
})

it('lets the newest registration go first, and what stands behind the screens last', () => {
  const key = (name: string, behind = false) => ({ name, behind })
  const turn = inTurn([key('screen'), key('board', true), key('form'), key('line', true)])
  expect(turn.map(({ name }) => name)).toEqual(['form', 'screen', 'line', 'board'])
})
