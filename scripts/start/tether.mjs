// Loaded first by every program that `npm start` runs. Its line to the parent closes when the parent dies, however
// it dies; then this program and its own children end too instead of holding a port and a database for ever.
const GRACE_MS = 8000

// Children of this program load this file too and must keep their own lines to it.
const isDirectChild = process.env.TETHERED_TO === String(process.ppid)

if (isDirectChild && process.connected && process.channel) {
  process.once('disconnect', () => {
    setTimeout(() => signalGroup('SIGKILL'), GRACE_MS).unref()
    signalGroup('SIGTERM')
  })
  process.channel.unref() // a program that is done must be able to end
}

/** @param {NodeJS.Signals} signal */
function signalGroup(signal) {
  try {
    process.kill(-process.pid, signal)
  } catch {
    process.kill(process.pid, signal)
  }
}
