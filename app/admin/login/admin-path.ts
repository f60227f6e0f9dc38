/** Where to go after signing in: a page of the admin and nothing else, however the address was made up. */
export function adminPath(text: string | undefined): string {
  return text && /^\/admin(?:\/[\w-]+)*(?:\?[\w.=&%+-]*)?$/.test(text) ? text : '/admin'
}
