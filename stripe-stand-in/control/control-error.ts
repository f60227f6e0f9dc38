/** The control API can't do what it was asked: `message` says why. Answered with 400. */
export class ControlError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'ControlError'
  }
}
