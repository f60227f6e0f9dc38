/** The body of Stripe's error answers: `{ error: … }`. https://docs.stripe.com/api/errors */
export type ErrorBody = {
  error: {
    type: 'invalid_request_error' | 'idempotency_error' | 'api_error' | 'card_error'
    message: string
    code?: string
    param?: string
    decline_code?: string
    doc_url?: string
  }
}

/** A refusal in Stripe's shape: `status` is the HTTP status, `body` what is sent. */
export class StandInError extends Error {
  constructor(
    readonly status: number,
    readonly body: ErrorBody,
  ) {
    super(body.error.message)
    this.name = 'StandInError'
  }
}

type Details = { code?: string; param?: string }

export function invalidRequest(message: string, details: Details = {}, status = 400): StandInError {
  const documentation = details.code && {
    doc_url: `https://stripe.com/docs/error-codes/${details.code.replaceAll('_', '-')}`,
  }
  return new StandInError(status, {
    error: { type: 'invalid_request_error', message, ...details, ...documentation },
  })
}

/** "No such refund: 're_1'": 404 when the object is named in the path, 400 when a parameter names it. */
export function noSuch(what: string, id: string, param = 'id'): StandInError {
  return invalidRequest(
    `No such ${what}: '${id}'`,
    { code: 'resource_missing', param },
    param === 'id' ? 404 : 400,
  )
}

/** For what Stripe can do and the stand-in does not: refused, because silence would make a test lie. */
export function notServed(param: string): StandInError {
  return invalidRequest(`The Stripe stand-in does not support ${param}.`, { param })
}

export function idempotencyError(message: string): StandInError {
  return new StandInError(400, { error: { type: 'idempotency_error', message } })
}

export function serverError(): StandInError {
  return new StandInError(500, {
    error: {
      type: 'api_error',
      message: 'An unknown error occurred in the Stripe stand-in. Please try again.',
    },
  })
}
