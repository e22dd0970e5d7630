/** The nonce of this response, for the `<style>` elements that Ant Design adds. */
export function cspNonce(): string | undefined {
  // Browsers hide the attribute's text; the property keeps it.
  return document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.nonce
}
