/** Saves a file the core offers: a download of our own origin, in a window and in a browser alike. */
export function fetchOffer({ path, name }: { readonly path: string; readonly name: string }): void {
  const link = document.createElement('a')
  link.href = path
  link.download = name
  // Firefox follows only a link that is in the page.
  document.body.append(link)
  link.click()
  link.remove()
}
