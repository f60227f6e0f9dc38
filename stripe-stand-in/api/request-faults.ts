import type { IncomingMessage } from 'node:http'
import { matches, type RequestFault } from '../control/faults'
import type { Stand } from '../stand'
import type { Store } from '../state/store'

/** The first planned fault that fits the request, used up by one. */
export function takeFault(store: Store, method: string, path: string): RequestFault | null {
  return store.commit((tx) => {
    const settings = tx.settings()
    const fault = settings.requestFaults.find(
      (one) => (one.method === undefined || one.method === method) && matches(one.path, path),
    )
    if (!fault) return null
    const requestFaults = settings.requestFaults.flatMap((one) => {
      if (one !== fault) return [one]
      return one.times > 1 ? [{ ...one, times: one.times - 1 }] : []
    })
    tx.put('setting', 'all', { ...settings, requestFaults })
    return fault
  })
}

/** Waits until the control API lets the request go on, or the caller gives up. */
export function holdOpen(stand: Stand, request: IncomingMessage, id: string): Promise<'released' | 'closed'> {
  return new Promise((resolve) => {
    const finish = (how: 'released' | 'closed') => {
      stand.hanging.delete(id)
      request.socket.off('close', onClose)
      resolve(how)
    }
    const onClose = () => finish('closed')
    request.socket.once('close', onClose)
    stand.hanging.set(id, () => finish('released'))
  })
}
