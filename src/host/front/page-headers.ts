/**
 * Headers of everything that a front serves. `connections`: what the page may connect to besides its own origin: its
 * WebSocket, which older browsers do not count as 'self'.
 */
export function pageHeaders(connections: readonly string[] = []): Record<string, string> {
  return {
    'Content-Security-Policy': [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self' 'unsafe-inline'", // Svelte and chart.js set styles of single elements
      "img-src 'self' data: blob:",
      "font-src 'self'",
      ['connect-src', "'self'", ...connections].join(' '),
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'"
    ].join('; '),
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin'
  }
}
