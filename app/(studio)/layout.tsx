import type { ReactNode } from 'react'
import { requireUser } from '@/lib/server/auth/current-user'

export default async function Layout({ children }: { children: ReactNode }) {
  await requireUser()
  return children
}
