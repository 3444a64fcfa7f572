// How a request of a server is drawn where a tool is tried: another feature draws it, so it comes from outside.
import { createContext, useContext, type ReactNode } from 'react'
import type { PendingRequest } from '../../../preload/contract/model'

export type DrawRequest = (request: PendingRequest) => ReactNode

const RequestSlot = createContext<DrawRequest>(() => null)

export const RequestSlotProvider = RequestSlot.Provider
export const useRequestSlot = (): DrawRequest => useContext(RequestSlot)
