// The server requests that need no person: the app itself answers or declines them. Everything else goes to whoever shows
// requests. The refresh of ChatGPT tokens is the broker's; here it is only declined when there is no broker.
import type { IncomingRequest } from '../rpc/incoming'
import { internalErrorCode, methodNotFoundCode } from '../rpc/messages'

/** Answers `request` if it is one of the wing's own; false if it is for somebody else. */
export function answerWingRequest(request: IncomingRequest): boolean {
  switch (request.method) {
    case 'currentTime/read':
      return request.respond({ currentTimeAt: Math.floor(Date.now() / 1000) }) // whole Unix seconds
    case 'attestation/generate':
      // Never asked for: we initialize with requestAttestation false. A made-up token would be a lie.
      return request.respondError(methodNotFoundCode, 'This app has no attestation')
    case 'account/chatgptAuthTokens/refresh':
      return request.respondError(internalErrorCode, 'This app has no ChatGPT login for this home')
    default:
      return false
  }
}
