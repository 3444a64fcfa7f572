// The Content-Security-Policy of every page the app serves. Scripts come from app:// alone: no inline, no eval, no WASM.

/** Styles may be set inline (measured positions of virtual lists); nothing else may. */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "object-src 'none'",
].join('; ')
