import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, expectFits } from './shop'

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
const widths = [390, 1440]

/** The page as it stands, on a phone and a desk, by day and by night. */
export async function expectAccessible(page: Page): Promise<void> {
  await page.waitForLoadState()
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 })
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      // A frame whose sandbox is empty (a mail) runs no script, so axe would wait in it for ever. For frames of
      // other origins axe gathers its findings in a second page; the shop has none, and the legacy mode is faster.
      const axe = new AxeBuilder({ page }).exclude('iframe[sandbox=""]').withTags(rules).setLegacyMode()
      const { violations } = await axe.analyze()
      const found = violations.map(
        ({ id, nodes }) =>
          `${id}: ${nodes
            .map((node) => node.html)
            .slice(0, 3)
            .join(' ')}`,
      )
      expect(found, `${page.url()} at ${width} px, ${colorScheme}`).toEqual([])
    }
    await expectFits(page)
  }
}
