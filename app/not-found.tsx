import Link from 'next/link'
import { buttonClass } from '@/components/ui/button-class'
import { EmptyState } from '@/components/ui/empty-state'

export default function NotFound() {
  return (
    <main className="lone">
      <EmptyState
        title="Nothing is here"
        text="The address names no page. The project may have been deleted."
      >
        <Link href="/projects" className={buttonClass({ variant: 'primary' })}>
          Go to the projects
        </Link>
      </EmptyState>
    </main>
  )
}
