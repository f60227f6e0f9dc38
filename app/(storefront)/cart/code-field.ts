/** The code's field in the page: the check-out button sends what was typed there and not used. */
export const codeField = 'code'
