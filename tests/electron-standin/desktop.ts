/** Dialogs, menu and power: what a person would see or the system would do. */
import { onTest, tellTest } from './control.ts'

let answer = 0
let chosen: string | undefined
onTest((message) => {
  if (message.kind === 'dialog-answer') answer = message.response
  if (message.kind === 'chosen-path') chosen = message.path
})

export const dialog = {
  showMessageBox(
    _window: unknown,
    options: Electron.MessageBoxOptions,
  ): Promise<Pick<Electron.MessageBoxReturnValue, 'response'>> {
    tellTest({ kind: 'dialog', text: `${options.message}\n${options.detail ?? ''}` })
    return Promise.resolve({ response: answer })
  },
  showOpenDialog(
    options: Electron.OpenDialogOptions,
  ): Promise<Pick<Electron.OpenDialogReturnValue, 'canceled' | 'filePaths'>> {
    tellTest({ kind: 'dialog', text: options.title ?? '' })
    return Promise.resolve(
      chosen === undefined
        ? { canceled: true, filePaths: [] }
        : { canceled: false, filePaths: [chosen] },
    )
  },
  showErrorBox(...[title, text]: Parameters<typeof Electron.dialog.showErrorBox>): void {
    tellTest({ kind: 'error-box', title, text })
  },
}

export const Menu = {
  setApplicationMenu(...[menu]: Parameters<typeof Electron.Menu.setApplicationMenu>): void {
    tellTest({
      kind: 'called',
      what: 'Menu.setApplicationMenu',
      with: menu === null ? 'null' : 'a menu',
    })
  },
}

export const powerSaveBlocker = {
  start(...[kind]: Parameters<typeof Electron.powerSaveBlocker.start>): number {
    tellTest({ kind: 'called', what: 'powerSaveBlocker.start', with: kind })
    return 1
  },
}

export const shell = {
  beep(): void {
    tellTest({ kind: 'called', what: 'shell.beep', with: '' })
  },
}
