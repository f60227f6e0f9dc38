import type { Metadata } from 'next'
import { SkipLink } from '@/components/skip-link'
import '../styles/admin.css'

/** Made for each request: what stands here belongs to one person and to this moment. */
export const dynamic = 'force-dynamic'

export const metadata: Metadata = {
  title: { default: 'Admin', template: '%s | Bestow admin' },
  robots: { index: false, follow: false },
}

/** The frame only. Each page asks who is there itself: a layout is not asked again on every way into a page. */
export default function AdminLayout({ children }: { children: React.ReactNode }) {
  return (
    <div className="desk">
      <SkipLink />
      {children}
    </div>
  )
}
