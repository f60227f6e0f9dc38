import { createElement, Fragment } from 'react'

/**
 * Siblings that are drawn once and never reordered: their place tells them apart. Keys would wrap each of them in a
 * fragment, which is sent to the browser and made ready there as an element is.
 */
export const inOrder = (nodes: React.ReactNode[]) => createElement(Fragment, null, ...nodes)
